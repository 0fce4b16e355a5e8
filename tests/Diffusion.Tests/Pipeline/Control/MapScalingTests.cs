using Atelier.Diffusion.Pipeline.Control;
using Atelier.Imaging;

namespace Atelier.Diffusion.Tests.Pipeline.Control;

public class MapScalingTests
{
    [Fact]
    public void Classes_keep_their_colours()
    {
        var map = Of(20, 20, (x, y) => (byte)(x < 7 ? 10 : y < 9 ? 120 : 250));
        Assert.Equal<byte>([10, 120, 250], MapScaling.Resize(map, 33, 47).Pixels.ToArray().Distinct().Order());
    }

    [Fact]
    public void Areas_of_black_and_white_stay_black_and_white()
    {
        var resized = MapScaling.Resize(Of(40, 40, (x, y) => (x / 10) + (y / 10) is 2 or 3 ? byte.MaxValue : (byte)0), 63, 51);
        Assert.Equal<byte>([0, 255], resized.Pixels.ToArray().Distinct().Order());
        Assert.InRange(Share(resized), 0.36, 0.52);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void A_line_of_one_pixel_stays_as_thin(int factor)
    {
        var resized = MapScaling.Resize(Of(32, 32, (x, y) => x == 15 ? byte.MaxValue : (byte)0), 32 * factor, 32 * factor);
        for (var y = 4; y < (32 * factor) - 4; y++)
        {
            Assert.Equal(1, Enumerable.Range(0, resized.Width).Count(x => resized.Pixels[((y * resized.Width) + x) * 3] == 255));
        }
    }

    [Fact]
    public void A_photo_is_interpolated()
    {
        var resized = MapScaling.Resize(Of(32, 32, (x, y) => (byte)((x * 8) + (y / 4))), 64, 64);
        Assert.InRange(resized.Pixels[((32 * 64) + 32) * 3], 124, 136);
    }

    [Fact]
    public void A_thick_stroke_becomes_its_middle()
    {
        var lines = new byte[15 * 9];
        for (var y = 3; y < 6; y++)
        {
            Array.Fill(lines, byte.MaxValue, (y * 15) + 2, 11);
        }

        Thinning.Thin(lines, 15, 9, prune: false);

        Assert.All(Enumerable.Range(4, 7), x => Assert.Equal([4], Enumerable.Range(0, 9).Where(y => lines[(y * 15) + x] > 0)));
    }

    [Fact]
    public void Pruning_takes_loose_ends_and_leaves_loops()
    {
        var lines = new byte[12 * 12];
        for (var i = 3; i <= 8; i++)
        {
            lines[(3 * 12) + i] = lines[(8 * 12) + i] = lines[(i * 12) + 3] = lines[(i * 12) + 8] = 255;
        }

        lines[(1 * 12) + 10] = 255;
        Thinning.Thin(lines, 12, 12, prune: true);
        Assert.Equal(0, lines[(1 * 12) + 10]);
        Assert.True(lines.Count(level => level > 0) >= 16, "the loop is broken up");
    }

    private static double Share(Picture picture) => picture.Pixels.ToArray().Count(level => level == 255) / (double)picture.Pixels.Length;

    private static Picture Of(int width, int height, Func<int, int, byte> level) =>
        Picture.Own(width, height,
            [.. Enumerable.Range(0, width * height).SelectMany(i => Enumerable.Repeat(level(i % width, i / width), 3))]);
}
