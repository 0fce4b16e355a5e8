using Atelier.Diffusion.Imaging;
using Atelier.Imaging;

namespace Atelier.Diffusion.Pipeline.Control;

/// <summary>Brings maps to the size that is made, as sd-webui-controlnet does.</summary>
public static class MapFit
{
    private const byte White = 255;

    /// <summary>The shorter side to work at so that the map needs no resizing afterwards.</summary>
    /// <param name="picture">Of any size.</param>
    /// <param name="width">Pixels that are made.</param>
    /// <param name="height">Pixels that are made.</param>
    /// <param name="resize"><c>stretch</c>, <c>crop</c> or <c>fill</c>.</param>
    public static int PixelPerfect(Picture picture, int width, int height, string resize) => Math.Clamp(
        (int)Math.Round(Scale(picture, width, height, resize) * Math.Min(picture.Width, picture.Height)),
        PreprocessorRunner.SmallestResolution,
        PreprocessorRunner.LargestResolution);

    /// <summary>Makes a map exactly that large.</summary>
    /// <param name="map">Of any size.</param>
    /// <param name="width">Pixels that are made.</param>
    /// <param name="height">Pixels that are made.</param>
    /// <param name="resize"><c>stretch</c>, <c>crop</c> or <c>fill</c>; what is filled has the colour of the map's border, and is masked
    /// where there is a mask.</param>
    public static ControlMap To(ControlMap map, int width, int height, string resize) => new(
        To(map.Picture, width, height, resize, MapScaling.Resize, fill: null),
        map.Mask is { } mask
            ? To(mask, width, height, resize, (picture, w, h) => PictureCodec.Resize(picture, w, h, ResizeKernel.Nearest), fill: White)
            : null);

    private static double Scale(Picture picture, int width, int height, string resize)
    {
        var (across, down) = ((double)width / picture.Width, (double)height / picture.Height);
        return resize == "fill" ? Math.Min(across, down) : Math.Max(across, down);
    }

    private static Picture To(Picture picture, int width, int height, string resize, Func<Picture, int, int, Picture> scale, byte? fill)
    {
        if (resize == "stretch")
        {
            return scale(picture, width, height);
        }

        var factor = Scale(picture, width, height, resize);
        var (fullWidth, fullHeight) = (Math.Max(1, (int)Math.Round(picture.Width * factor)),
            Math.Max(1, (int)Math.Round(picture.Height * factor)));
        if (resize == "fill")
        {
            return Laid(scale(picture, Math.Min(width, fullWidth), Math.Min(height, fullHeight)), width, height, fill);
        }

        var full = scale(picture, Math.Max(width, fullWidth), Math.Max(height, fullHeight));
        return full.Crop((full.Width - width) / 2, (full.Height - height) / 2, width, height);
    }

    // In the middle of a ground of the border's median colour: for maps that is the colour that says nothing.
    private static Picture Laid(Picture picture, int width, int height, byte? fill)
    {
        if (picture.Width == width && picture.Height == height)
        {
            return picture;
        }

        var pixels = new byte[width * height * Picture.Channels];
        for (var channel = 0; channel < Picture.Channels; channel++)
        {
            var ground = fill ?? BorderMedian(picture, channel);
            for (var i = channel; i < pixels.Length; i += Picture.Channels)
            {
                pixels[i] = ground;
            }
        }

        var (left, top) = ((width - picture.Width) / 2, (height - picture.Height) / 2);
        for (var y = 0; y < picture.Height; y++)
        {
            picture.Pixels.Slice(y * picture.Width * Picture.Channels, picture.Width * Picture.Channels)
                .CopyTo(pixels.AsSpan((((top + y) * width) + left) * Picture.Channels));
        }

        return Picture.Own(width, height, pixels);
    }

    private static byte BorderMedian(Picture picture, int channel)
    {
        var values = new List<byte>((picture.Width + picture.Height) * 2);
        for (var x = 0; x < picture.Width; x++)
        {
            values.Add(At(x, 0));
            values.Add(At(x, picture.Height - 1));
        }

        for (var y = 0; y < picture.Height; y++)
        {
            values.Add(At(0, y));
            values.Add(At(picture.Width - 1, y));
        }

        values.Sort();
        return values[values.Count / 2];

        byte At(int x, int y) => picture.Pixels[(((y * picture.Width) + x) * Picture.Channels) + channel];
    }
}
