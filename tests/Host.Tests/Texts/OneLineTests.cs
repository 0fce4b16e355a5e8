using Atelier.Host.Texts;

namespace Atelier.Host.Tests.Texts;

public sealed class OneLineTests
{
    [Theory]
    [InlineData("one\r\n  two\tthree\n", "one two three")]
    [InlineData("a\u001b[31mred\u202e", "a[31mred")]
    public void Lines_are_joined_and_controls_dropped(string text, string line) => Assert.Equal(line, OneLine.Of(text));

    [Fact]
    public void What_is_laid_out_with_spaces_may_stay_so() =>
    Assert.Equal("  a   b\tc d", OneLine.Of("  a   b\tc\u001b\n\nd  ", keepsSpaces: true));

    [Fact]
    public void What_is_too_long_is_cut() => Assert.Equal(new string('x', 64) + "…", OneLine.Of(new string('x', 5000), 64));
}
