using Atelier.Imaging;
using Atelier.Upscalers.Pictures;
using Atelier.Upscalers.Resampling;

namespace Atelier.Upscalers.Tests.Resampling;

public class PictureResamplingTests
{
    [Fact]
    public void It_is_the_sum_over_both_lines_taps_whatever_the_size()
    {
        foreach (var (width, height) in ((int, int)[])[(23, 31), (7, 5), (13, 40), (40, 3)])
        {
            var picture = Some(13, 17);
            var (across, down) = (Lanczos.Taps(13, width), Lanczos.Taps(17, height));
            var made = PictureResampling.Resample(picture, width, height, Lanczos.Taps);
            for (var y = 0; y < height; y++)
            {
                for (var x = 0; x < width; x++)
                {
                    for (var channel = 0; channel < 3; channel++)
                    {
                        var expected = Math.Clamp(Sum(picture, across[x], down[y], channel), 0, 255);
                        Assert.InRange(made.Pixels[(((y * width) + x) * 3) + channel] - expected, -0.51, 0.51);
                    }
                }
            }
        }
    }

    [Fact]
    public void A_picture_of_its_own_size_is_handed_back()
    {
        var picture = Some(8, 8);
        Assert.Same(picture, PictureResampling.Resample(picture, 8, 8, Lanczos.Taps));
    }

    [Fact]
    public void Nearest_repeats_each_pixel()
    {
        var made = PictureResampling.Resample(Picture.Own(2, 1, [1, 2, 3, 250, 251, 252]), 4, 2, Taps.NearestExact);
        byte[] row = [1, 2, 3, 1, 2, 3, 250, 251, 252, 250, 251, 252];
        Assert.Equal([.. row, .. row], made.Pixels);
    }

    [Fact]
    public void What_rings_over_white_and_black_is_cut_off_there()
    {
        var made = PictureResampling.Resample(Picture.Own(4, 1, [0, 0, 0, 0, 0, 0, 255, 255, 255, 255, 255, 255]), 16, 1, Lanczos.Taps);
        Assert.Equal((0, 255), (made.Pixels[3 * 5], made.Pixels[3 * 10]));
    }

    private static double Sum(Picture picture, Taps across, Taps down, int channel)
    {
        var sum = 0.0;
        for (var j = 0; j < down.Weights.Length; j++)
        {
            for (var i = 0; i < across.Weights.Length; i++)
            {
                sum += down.Weights[j] * across.Weights[i] * picture.Pixels[((((down.First + j) * picture.Width) + across.First + i) * 3)
                    + channel];
            }
        }

        return sum;
    }

    private static Picture Some(int width, int height)
    {
        var pixels = new byte[width * height * 3];
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = (byte)(i * i * 7 % 253);
        }

        return Picture.Own(width, height, pixels);
    }
}
