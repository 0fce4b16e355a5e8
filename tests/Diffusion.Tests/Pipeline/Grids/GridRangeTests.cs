using Atelier.Diffusion.Pipeline.Grids;

namespace Atelier.Diffusion.Tests.Pipeline.Grids;

public sealed class GridRangeTests
{
    [Theory]
    [InlineData("1-5", true, "1,2,3,4,5")]
    [InlineData("1-10 [5]", true, "1,3,5,7,10")]
    [InlineData("1-3 (+0.5)", false, "1,1.5,2,2.5,3")]
    [InlineData("10-20 (+5)", true, "10,15,20")]
    [InlineData("20-10 (-5)", true, "20,15,10")]
    [InlineData("5-3", true, "5,4,3")]
    [InlineData("0-1 [3]", false, "0,0.5,1")]
    [InlineData("0.1-0.4 (+0.1)", false, "0.1,0.2,0.3,0.4")]
    [InlineData("1-2 (+0.4)", false, "1,1.4,1.8")]
    [InlineData("-2-1", true, "-2,-1,0,1")]
    [InlineData("7-7", true, "7")]
    [InlineData("4-9 [1]", true, "4")]
    public void A_range_is_written_out(string text, bool isWhole, string numbers) =>
        Assert.Equal(numbers.Split(','), GridRange.Expand(text, isWhole)!);

    [Theory]
    [InlineData("5")]
    [InlineData("-5")]
    [InlineData("1e-5")]
    [InlineData("euler")]
    [InlineData("1-")]
    [InlineData("1-5 (2)")]
    [InlineData("2024-01-05")]
    public void Anything_else_is_no_range(string text) => Assert.Null(GridRange.Expand(text, isWhole: false));

    [Fact]
    public void A_step_that_leads_away_from_the_end_counts_nothing() => Assert.Empty(GridRange.Expand("1-5 (-1)", isWhole: true)!);

    [Fact]
    public void A_range_of_millions_makes_no_more_than_any_grid_refuses() =>
    Assert.InRange(GridRange.Expand("1-999999999", isWhole: true)!.Count, 1000, 2000);
}
