using Atelier.Imaging;

namespace Atelier.Diffusion.Tests.Imaging;

public sealed class PictureTests
{
    [Fact]
    public void Decoded_values_become_levels_by_rounding_to_the_nearest_and_planes_become_pixels()
    {
        // Two pixels across: red plane, green plane, blue plane.
        var picture = Picture.FromDecoder([-1, 1, 0, 0.003f, -7, 7], 2, 1);
        Assert.Equal([0, 128, 0, 255, 128, 255], picture.Pixels.ToArray());
    }

    [Fact]
    public void Every_level_comes_back_from_its_own_value()
    {
        var values = Enumerable.Range(0, 256).Select(level => (level / 127.5f) - 1).ToArray();
        var picture = Picture.FromDecoder([.. values, .. values, .. values], 256, 1);
        for (var level = 0; level < 256; level++)
        {
            Assert.Equal(level, picture.Pixels[level * 3]);
        }
    }

    [Fact]
    public void A_value_that_is_not_a_number_is_refused_rather_than_drawn_black() =>
        Assert.Contains("NaN", Assert.Throws<PictureException>(() => Picture.FromDecoder([0, float.NaN, 0], 1, 1)).Message);

    [Fact]
    public void Values_or_bytes_that_do_not_fill_the_size_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Picture.FromDecoder([0, 0, 0], 2, 1));
        Assert.Throws<ArgumentException>(() => Picture.Own(2, 1, new byte[3]));
    }

    [Theory]
    [InlineData(0, 5)]
    [InlineData(5, -1)]
    [InlineData(8193, 1)]
    [InlineData(1, 500_000_000)]
    [InlineData(8192, 4097)]
    public void A_size_over_the_limits_is_refused_by_its_numbers(int width, int height) =>
        Assert.Contains($"{width} x {height}", Assert.Throws<PictureException>(() => Picture.Own(width, height, [])).Message);
}
