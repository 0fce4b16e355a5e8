using Atelier.Host.Configuration;

namespace Atelier.Host.Tests.Configuration;

public sealed class DurationTextTests
{
    [Theory]
    [InlineData("30s", 30)]
    [InlineData("1.5m", 90)]
    [InlineData("2h", 7200)]
    [InlineData("7D", 604_800)]
    [InlineData("7.00:00:30", 604_830)]
    [InlineData("250ms", 0.25)]
    public void Times_are_read_as_people_write_them(string text, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), DurationText.Parse(text));

    [Theory]
    [InlineData("15")]
    [InlineData("s")]
    [InlineData("-1s")]
    [InlineData("1e9d")]
    [InlineData("99999999999d")]
    [InlineData("1 week")]
    [InlineData("")]
    public void What_is_no_time_is_not_taken_for_one(string text) => Assert.Null(DurationText.Parse(text));

    [Theory]
    [InlineData(30, "30s")]
    [InlineData(90, "90s")]
    [InlineData(600, "10m")]
    [InlineData(604_800, "7d")]
    [InlineData(0.25, "250ms")]
    [InlineData(0, "0ms")]
    public void Times_are_written_in_the_largest_unit_that_is_whole(double seconds, string text) =>
        Assert.Equal(text, DurationText.Of(TimeSpan.FromSeconds(seconds)));
}
