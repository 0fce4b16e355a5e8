using Atelier.Diffusion.Imaging;
using Atelier.Imaging;

namespace Atelier.Diffusion.Pipeline.Control;

/// <summary>
/// Resizes a map by what it is: maps of few colours, such as segmentations, keep exactly those; black and white ones stay black and white,
/// and lines of one pixel stay as thin; all others are interpolated.
/// </summary>
internal static class MapScaling
{
    private const int FewColours = 200;
    private const int Dark = 16;
    private const int Bright = 240;
    private const int Half = 127;

    public static Picture Resize(Picture map, int width, int height)
    {
        if (map.Width == width && map.Height == height)
        {
            return map;
        }

        var colours = Colours(map);
        if (colours.Count is > 2 and < FewColours)
        {
            return PictureCodec.Resize(map, width, height, ResizeKernel.Nearest);
        }

        var resized = PictureCodec.Resize(map, width, height, ResizeKernel.Cubic);
        if (!IsBlackAndWhite(colours))
        {
            return resized;
        }

        var values = Binary.Levels(resized);
        if (IsThin(map))
        {
            values = Binary.Ridges(values, width, height);
            var lines = Binary.Threshold(values);
            Thinning.Thin(lines, width, height, prune: (long)width * height > (long)map.Width * map.Height);
            return Binary.ToPicture(lines, width, height);
        }

        return Binary.ToPicture(Binary.Threshold(values), width, height);
    }

    // At most as many as decide: a photo has more after a few rows.
    private static HashSet<int> Colours(Picture map)
    {
        var colours = new HashSet<int>();
        var pixels = map.Pixels;
        var last = -1;
        for (var i = 0; i < pixels.Length && colours.Count < FewColours; i += Picture.Channels)
        {
            var colour = (pixels[i] << 16) | (pixels[i + 1] << 8) | pixels[i + 2];
            if (colour != last)
            {
                colours.Add(colour);
                last = colour;
            }
        }

        return colours;
    }

    private static bool IsBlackAndWhite(HashSet<int> colours) =>
        colours.Count == 2 && colours.Min(Darkest) < Dark && colours.Max(Brightest) > Bright;

    // Most of it vanishes when it is eroded and grown again.
    private static bool IsThin(Picture map)
    {
        var values = Binary.Levels(map);
        var opened = Binary.Opened(values, map.Width, map.Height);
        var (gone, all) = (0L, 0L);
        for (var i = 0; i < values.Length; i++)
        {
            gone += opened[i] < values[i] ? 1 : 0;
            all += values[i] > Half ? 1 : 0;
        }

        return gone * 2 > all;
    }

    private static int Darkest(int colour) => Math.Min(colour >> 16, Math.Min((colour >> 8) & 255, colour & 255));

    private static int Brightest(int colour) => Math.Max(colour >> 16, Math.Max((colour >> 8) & 255, colour & 255));
}
