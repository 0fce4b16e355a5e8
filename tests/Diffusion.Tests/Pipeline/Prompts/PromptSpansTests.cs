using Atelier.Diffusion.Pipeline.Prompts;
using FsCheck;
using FsCheck.Fluent;

namespace Atelier.Diffusion.Tests.Pipeline.Prompts;

public sealed class PromptSpansTests
{
    [Theory]
    [InlineData("a (b) c", "a ×1; b×1.1;  c×1")]
    [InlineData("a (b:1.3)", "a ×1; b×1.3")]
    [InlineData("((b))", "b×1.21")]
    [InlineData("[b]", "b×0.91")]
    [InlineData("[a|b] c", "[a|b] c×1")]
    [InlineData("[a:b:0.5]", "[a:b:0.5]×1")]
    [InlineData("[(a:1.2):b:5]", "[×1; a×1.2; :b:5]×1")]
    [InlineData(@"\(a\)", @"\(a\)×1")]
    [InlineData("a BREAK b", "a BREAK b×1")]
    [InlineData("", "")]
    public void Stretches_stand_where_they_weigh(string prompt, string expected) =>
        Assert.Equal(
            expected, string.Join("; ", PromptSpans.Of(prompt)
                .Select(span => FormattableString.Invariant($"{prompt[span.Start..span.End]}×{Math.Round(span.Weight, 2)}"))));

    [Fact]
    public void Stretches_of_any_text_are_in_order_and_inside_it() =>
        Prop.ForAll(Some.Prompts, text =>
        {
            var at = 0;
            foreach (var span in PromptSpans.Of(text))
            {
                if (span.Start < at || span.End <= span.Start || span.End > text.Length)
                {
                    return false;
                }

                at = span.End;
            }

            return true;
        }).QuickCheckThrowOnFailure();
}
