using Atelier.Diffusion.Pipeline.Prompts;
using FsCheck;
using FsCheck.Fluent;

namespace Atelier.Diffusion.Tests.Pipeline.Prompts;

public sealed class PromptCompositionTests
{
    [Fact]
    public void Parts_are_joined_by_AND_and_weighted_after_a_colon() => Assert.Equal(
        [new PromptPiece("a cat", 1.2), new PromptPiece(" a dog", -0.5), new PromptPiece(" (a:1.1)", 1), new PromptPiece(" b:c", 2)],
        PromptComposition.Parse("a cat :1.2 AND a dog: -.5 AND (a:1.1) AND b:c:2."));

    [Theory]
    [InlineData("SAND AND_ ANDROID and")]
    [InlineData("a: b")]
    [InlineData("a:1.2.3")]
    [InlineData("a:1e3")]
    [InlineData("a:")]
    [InlineData("")]
    public void Other_text_is_one_part_of_weight_one(string text) =>
    Assert.Equal([new PromptPiece(text, 1)], PromptComposition.Parse(text));

    [Fact]
    public void Any_text_has_a_part_more_than_it_has_ANDs() => Prop.ForAll(
        Some.Prompts,
        text => PromptComposition.Parse(text + " AND " + text).Count == PromptComposition.Parse(text).Count * 2).QuickCheckThrowOnFailure();
}
