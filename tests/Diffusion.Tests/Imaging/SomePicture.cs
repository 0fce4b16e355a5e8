using Atelier.Imaging;

namespace Atelier.Diffusion.Tests.Imaging;

/// <summary>Pictures to test with: soft shapes and a little noise, as a photograph has.</summary>
internal static class SomePicture
{
    public static Picture Of(int width, int height, int seed = 1)
    {
        var random = new Random(seed);
        var pixels = new byte[width * height * 3];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var at = ((y * width) + x) * 3;
                pixels[at] = (byte)(127 + (100 * Math.Sin(x / 20.0) * Math.Cos(y / 31.0)) + random.Next(-6, 7));
                pixels[at + 1] = (byte)(x * 255 / width);
                pixels[at + 2] = (byte)(y * 255 / height);
            }
        }

        return Picture.Own(width, height, pixels);
    }

    public static double MeanError(Picture expected, Picture actual)
    {
        Assert.Equal((expected.Width, expected.Height), (actual.Width, actual.Height));
        double sum = 0;
        for (var i = 0; i < expected.Pixels.Length; i++)
        {
            sum += Math.Abs(expected.Pixels[i] - actual.Pixels[i]);
        }

        return sum / expected.Pixels.Length;
    }
}
