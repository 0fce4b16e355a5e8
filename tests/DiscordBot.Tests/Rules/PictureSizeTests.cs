using Atelier.DiscordBot.Interactions;
using Atelier.DiscordBot.Rules;
using Atelier.FrontEnds;

namespace Atelier.DiscordBot.Tests.Rules;

public sealed class PictureSizeTests
{
    private static readonly ModelChoice Small = new("starter", "sd15", 256, 256, 20);
    private static readonly ModelChoice Large = new("xl", "sdxl", 1024, 1024, 40);

    [Theory]
    [InlineData("square", 1024, 1024)]
    [InlineData("portrait", 832, 1280)]
    [InlineData("LANDSCAPE ", 1280, 832)]
    [InlineData("tall", 768, 1344)]
    [InlineData("wide", 1344, 768)]
    [InlineData("768x512", 768, 512)]
    [InlineData("770 × 515", 768, 512)]
    public void A_shape_has_the_models_own_pixels(string size, int width, int height) =>
        Assert.Equal((width, height), PictureSize.Fit(size, Large, 2048));

    [Fact]
    public void A_small_models_shapes_are_in_its_own_grain() => Assert.Equal((312, 208), PictureSize.Fit("landscape", Small, 2048));

    [Theory]
    [InlineData("square")]
    [InlineData("wide")]
    [InlineData("tall")]
    [InlineData("portrait")]
    public void A_shape_keeps_within_the_longest_side(string size)
    {
        var (width, height) = PictureSize.Fit(size, Large, 700);
        Assert.InRange(Math.Max(width, height), 512, 700);
    }

    [Theory]
    [InlineData("huge")]
    [InlineData("512")]
    [InlineData("512x")]
    [InlineData("-512x512")]
    [InlineData("512x512x512")]
    [InlineData("99999x512")]
    public void What_is_no_size_is_refused(string size) =>
        Assert.Contains(
            "`size` must be", Assert.Throws<Refusal>(() => PictureSize.Fit(size, Large, 2048)).Message, StringComparison.Ordinal);
}
