using Atelier.Imaging;

namespace Atelier.ControlNet.Rasters;

/// <summary>Pictures of one level a pixel.</summary>
internal static class Grey
{
    /// <summary>Spreads a level a pixel over the three channels.</summary>
    public static Picture ToPicture(byte[] levels, int width, int height)
    {
        var pixels = new byte[levels.Length * Picture.Channels];
        for (int i = 0, p = 0; i < levels.Length; i++, p += Picture.Channels)
        {
            pixels[p] = pixels[p + 1] = pixels[p + 2] = levels[i];
        }

        return Picture.Own(width, height, pixels);
    }

    /// <summary>Luma as JPEG weighs it (ITU-R BT.601).</summary>
    public static Raster Luma(Picture picture)
    {
        var luma = new Raster(picture.Width, picture.Height, 1);
        var pixels = picture.Pixels;
        for (int i = 0, p = 0; i < luma.Values.Length; i++, p += Picture.Channels)
        {
            luma.Values[i] = (0.299f * pixels[p]) + (0.587f * pixels[p + 1]) + (0.114f * pixels[p + 2]);
        }

        return luma;
    }
}
