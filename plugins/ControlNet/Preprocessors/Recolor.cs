using Atelier.ControlNet.Rasters;
using Atelier.Imaging;

namespace Atelier.ControlNet.Preprocessors;

/// <summary>What both ways of taking a picture's colours away share.</summary>
internal static class Recolor
{
    public const string ControlType = "Recolor";

    public static PartOption Gamma { get; } = new("gamma", 1, 0.1, 2, "Below 1 is brighter, above 1 darker.");

    /// <summary>A grey picture of what each pixel's colour comes to.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="options">Says the gamma.</param>
    /// <param name="lightness">0 to 255, of red, green and blue.</param>
    public static Picture Of(Picture picture, PartOptions options, Func<byte, byte, byte, byte> lightness)
    {
        byte[] gamma = [.. Enumerable.Range(0, 256).Select(level => (byte)Math.Round(Math.Pow(level / 255.0, options[Gamma.Name]) * 255))];
        var pixels = picture.Pixels;
        var levels = new byte[picture.Width * picture.Height];
        for (int i = 0, p = 0; i < levels.Length; i++, p += Picture.Channels)
        {
            levels[i] = gamma[lightness(pixels[p], pixels[p + 1], pixels[p + 2])];
        }

        return Grey.ToPicture(levels, picture.Width, picture.Height);
    }
}
