using Atelier.Imaging;

namespace Atelier.ControlNet.Tests.Preprocessors;

/// <summary>Blur, tile, colour grid and shuffle: they keep colours and give shapes up.</summary>
public class SmoothingTests
{
    private static readonly Picture Dot =
        Drawings.Grey([.. Enumerable.Range(0, 21).Select(y => y == 10 ? "000000000090000000000" : "000000000000000000000")]);

    [Fact]
    public void A_blurred_dot_is_the_bell_curve()
    {
        // 252 / (2π), and at a pixel's distance that times e^(−1/2).
        var map = Drawings.Map("blur_gaussian", Dot, ("sigma", 1));
        Assert.Equal((40, 24, 15), (Drawings.At(map, 10, 10), Drawings.At(map, 11, 10), Drawings.At(map, 11, 11)));
    }

    [Fact]
    public void A_blur_keeps_the_mean_far_from_the_border() =>
        Assert.InRange(Drawings.Map("blur_gaussian", Drawings.Flat(40, 30, 200, 17, 3), ("sigma", 20)).Pixels[3 * 333], 200, 200);

    [Fact]
    public void A_tile_at_rate_1_is_the_picture() => Assert.Same(Dot, Drawings.Map("tile_resample", Dot));

    [Fact]
    public void A_tile_at_rate_2_loses_a_checkerboard()
    {
        var board = Drawings.Grey([.. Enumerable.Range(0, 16).Select(y => y % 2 == 0 ? "0808080808080808" : "8080808080808080")]);
        Assert.All(Drawings.Map("tile_resample", board, ("down_sampling_rate", 2)).Pixels.ToArray(), level => Assert.Equal(112, level));
    }

    [Fact]
    public void A_cell_of_the_grid_is_the_mean_of_its_pixels()
    {
        var halves = Drawings.Grey([.. Enumerable.Repeat("0000444488888888", 8)]);
        var map = Drawings.Map("color", halves, ("cell", 8));
        Assert.Equal((56, 56, 224, 224), (Drawings.At(map, 0, 0), Drawings.At(map, 7, 7), Drawings.At(map, 8, 0), Drawings.At(map, 15, 7)));
    }

    [Fact]
    public void A_shuffle_depends_on_its_seed_and_on_nothing_else()
    {
        var picture =
            Drawings.Grey(
                [.. Enumerable.Range(0, 30)
                    .Select(y => string.Concat(Enumerable.Range(0, 40).Select(x => (char)('0' + ((x + (3 * y)) % 10)))))]);
        var first = Drawings.Map("shuffle", picture, 1, null).Pixels.ToArray();

        Assert.Equal(first, Drawings.Map("shuffle", picture, 1, null).Pixels.ToArray());
        Assert.NotEqual(first, Drawings.Map("shuffle", picture, 2, null).Pixels.ToArray());
        Assert.NotEqual(picture.Pixels.ToArray(), first);
    }

    [Fact]
    public void A_shuffle_only_moves_colours()
    {
        var map = Drawings.Map("shuffle", Drawings.Flat(300, 260, 12, 240, 77), 5, null);
        Assert.Equal(Drawings.Flat(300, 260, 12, 240, 77).Pixels, map.Pixels);
    }
}
