using Atelier.Diffusion.Pipeline.Tokenize;
using FsCheck;
using FsCheck.Fluent;

namespace Atelier.Diffusion.Tests.Pipeline.Tokenize;

public sealed class TextCleanerTests
{
    [Theory]
    [InlineData("  A\r\n\tb \u3000 c ", "a b c")]
    [InlineData("“It’s”", "\"it's\"")]
    [InlineData("ﬁ ﬂ ﬃ Ĳ", "fi fl ffi ij")]
    [InlineData("ＡＢ！ ｱｲﾞ｡", "ab! アイ\u3099。")]
    [InlineData("a\0\u001Bb\uFEFF\u206A", "ab")]
    [InlineData("&amp;lt; &eacute; &#127912; &nope;", "< é 🎨 &nope;")]
    [InlineData("ΟΔΟΣ ΣΑΣ Σ", "οδος σας σ")]
    [InlineData("σ σας", "σ σας")]
    [InlineData("İ", "i\u0307")]
    [InlineData("", "")]
    [InlineData(" \u00A0\u0085", "")]
    public void Text_is_cleaned(string text, string expected) => Assert.Equal(expected, TextCleaner.Clean(text));

    [Fact]
    public void Clean_text_has_single_spaces_and_no_upper_case() => Prop.ForAll<NonNull<string>>(text =>
    {
        var clean = TextCleaner.Clean(text.Get);
        return clean == clean.Trim() && !clean.Contains("  ", StringComparison.Ordinal) && !clean.Any(char.IsAsciiLetterUpper);
    }).QuickCheckThrowOnFailure();
}
