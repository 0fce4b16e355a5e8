using Atelier.Curator.Scorers;
using Atelier.Imaging;

namespace Atelier.Curator.Tests.Scorers;

public class ScorerTests
{
    private static readonly Picture Checks = Some.Grey(32, 32, (x, y) => (x / 4 + y / 4) % 2 * 255);
    private static readonly Picture Ramp = Some.Grey(32, 32, (x, _) => x * 8);
    private static readonly Picture Flat = Some.Grey(32, 32, (_, _) => 90);

    [Fact]
    public void Edges_are_sharper_than_a_slope_and_a_slope_is_as_sharp_as_nothing()
    {
        Assert.InRange(Sharp(Checks), 0.8, 1);
        Assert.Equal(0, Sharp(Ramp), 6);
        Assert.Equal(0, Sharp(Flat), 6);
    }

    [Fact]
    public void Sharpness_is_the_variance_of_the_laplacian_over_itself_and_500()
    {
        // One bright pixel in the middle of 5 × 5: the Laplacian of the nine inner pixels is 40 four times, −160 once and 0 four times.
        var dot = Some.Grey(5, 5, (x, y) => x == 2 && y == 2 ? 40 : 0);
        const double variance = ((4 * 40 * 40) + (160 * 160)) / 9.0;
        Assert.Equal(variance / (variance + 500), Sharp(dot), 6);
    }

    [Fact]
    public void Contrast_is_full_where_half_is_black_and_half_is_white()
    {
        Assert.Equal(1, new Contrast().Score(Checks, Some.Context()), 6);
        Assert.Equal(0, new Contrast().Score(Flat, Some.Context()), 6);
        Assert.InRange(new Contrast().Score(Ramp, Some.Context()), 0.5, 0.65);
    }

    [Fact]
    public void Grey_has_no_colour_and_a_single_colour_has_only_its_mean()
    {
        Assert.Equal(0, Colour(Checks), 6);

        // rg = 200 − 100, yb = 150 − 50, no deviation: 0.3 · √(100² + 100²).
        Assert.Equal(0.3 * Math.Sqrt(20_000), Colour(Some.Of(8, 8, (_, _) => (200, 100, 50))), 6);
    }

    [Fact]
    public void Many_colours_reach_the_end_of_the_scale() =>
        Assert.Equal(109, Colour(Some.Of(8, 8, (x, _) => x % 2 == 0 ? ((byte)255, (byte)0, (byte)0) : ((byte)0, (byte)255, (byte)0))));

    private static double Sharp(Picture picture) => new Sharpness().Score(picture, Some.Context());

    private static double Colour(Picture picture) => new Colourfulness().Score(picture, Some.Context());
}
