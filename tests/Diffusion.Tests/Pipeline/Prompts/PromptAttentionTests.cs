using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Atelier.Diffusion.Pipeline.Prompts;
using Atelier.Support;
using FsCheck;
using FsCheck.Fluent;

namespace Atelier.Diffusion.Tests.Pipeline.Prompts;

public sealed class PromptAttentionTests
{
    [GoldenFact]
    [Trait("Category", "Golden")]
    public void Every_golden_prompt_gives_its_pieces_and_weights()
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(Golden.PathOf("prompts", "expected.json")));
        var examples = json.RootElement.GetProperty("attention");
        Assert.NotEqual(0, examples.GetArrayLength());
        foreach (var example in examples.EnumerateArray())
        {
            var expected = example.GetProperty("parsed").EnumerateArray()
                .Select(piece => new PromptPiece(piece[0].GetString()!, piece[1].GetDouble()));
            Assert.Equal(expected, PromptAttention.Parse(example.GetProperty("text").GetString()!));
        }
    }

    [Theory]
    [InlineData("(a: 1.5 )", 1.5)]
    [InlineData("(a:+.5)", 0.5)]
    [InlineData("(a:2.)", 2)]
    public void A_weight_may_have_spaces_and_a_sign(string text, double weight) =>
        Assert.Equal([new PromptPiece("a", weight)], PromptAttention.Parse(text));

    [Theory]
    [InlineData("(a:1.2.3)")]
    [InlineData("(a:..)")]
    public void A_weight_that_is_no_number_is_text(string text)
    {
        var piece = Assert.Single(PromptAttention.Parse(text));
        Assert.Equal(new PromptPiece(text[1..], 1.1), piece);
    }

    [Fact]
    public void A_weight_beyond_all_numbers_is_text() => A_weight_that_is_no_number_is_text($"(a:{new string('9', 400)})");

    [Fact]
    public void Only_a_plain_break_as_a_word_of_its_own_is_one()
    {
        Assert.True(PromptAttention.Parse("a BREAK b")[1].IsBreak);
        Assert.DoesNotContain(PromptAttention.Parse("a BREAKS b OUTBREAK _BREAK"), piece => piece.IsBreak);
        Assert.DoesNotContain(PromptAttention.Parse("(a BREAK b:1.3)"), piece => piece.IsBreak);
    }

    [Fact]
    public void Text_without_the_grammars_characters_is_one_plain_piece_as_it_stands() => Prop.ForAll<NonNull<string>>(text =>
    {
        var plain = new string([.. text.Get.Where(character => !@"()[]\:".Contains(character))]);
        return PromptAttention.Parse(plain) is [var piece] && piece == new PromptPiece(plain, 1);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Escaped_text_is_one_plain_piece_without_the_escapes() => Prop.ForAll<NonNull<string>>(text =>
    {
        var escaped = string.Concat(text.Get.Select(character => @"()[]\".Contains(character) ? $@"\{character}" : character.ToString()));
        return PromptAttention.Parse(escaped) is [var piece] && piece == new PromptPiece(text.Get, 1);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_mixture_of_the_grammars_characters_parses() =>
        Prop.ForAll(Some.Prompts, text => PromptAttention.Parse(text).Count > 0).QuickCheckThrowOnFailure();

    [Fact]
    public void Hostile_text_parses_without_delay()
    {
        var watch = Stopwatch.StartNew();
        foreach (var part in (string[])["(a", "[a", "(a)", ")", ":1", ": ", " BREAK ", "\\", "(a:1.1)[b", "\uD800"])
        {
            PromptAttention.Parse(new StringBuilder().Insert(0, part, (1 << 18) / part.Length).ToString());
        }

        // Below a second where nothing else runs; quadratic time would take minutes.
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"It took {watch.Elapsed}.");
    }
}
