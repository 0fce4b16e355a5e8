using Atelier.Host.Texts;

namespace Atelier.Host.Tests.Texts;

public sealed class NearestNameTests
{
    private static readonly string[] Known = ["--steps", "--seed", "--schedule", "--sampler", "--width"];

    [Theory]
    [InlineData("--stepz", "--steps")]
    [InlineData("--setps", "--steps")]
    [InlineData("--SEED", "--seed")]
    [InlineData("--shedule", "--schedule")]
    [InlineData("--widht", "--width")]
    public void The_name_with_the_fewest_errors_is_meant(string typed, string meant) => Assert.Equal(meant, NearestName.Of(typed, Known));

    [Theory]
    [InlineData("--banana-republic")]
    [InlineData("x")]
    [InlineData("")]
    public void What_is_like_nothing_gets_no_guess(string typed) => Assert.Null(NearestName.Of(typed, Known));
}
