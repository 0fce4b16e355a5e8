using Atelier.Diffusion.Pipeline.Tokenize;
using FsCheck;
using FsCheck.Fluent;

namespace Atelier.Diffusion.Tests.Pipeline.Tokenize;

public sealed class CompositionTests
{
    [Theory]
    [InlineData("e\u0301a\u030A", "éå")]
    [InlineData("e\u0323\u0302", "ệ")]
    [InlineData("か\u3099ハ\u309A", "がパ")]
    [InlineData("\u1112\u1161\u11AB\u1100\u1173\u11AF\u1100\u1161", "한글가")]
    [InlineData("각\u11A8", "각\u11A8")]
    [InlineData("и\u0306", "й")]
    [InlineData("x\u0301", "x\u0301")]
    [InlineData("\u0301e", "\u0301e")]
    public void Letters_and_their_marks_become_one(string text, string expected) => Assert.Equal(expected, Composition.Compose(text));

    [Fact]
    public void Text_without_marks_stays_as_it_is() => Prop.ForAll<NonNull<string>>(text =>
    {
        var plain = new string([.. text.Get.Where(character => character < '\u0300')]);
        return Composition.Compose(plain) == plain;
    }).QuickCheckThrowOnFailure();
}
