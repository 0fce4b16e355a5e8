using Atelier.Diffusion.Checkpoints;
using Atelier.Diffusion.Pipeline.Prompts;
using Atelier.Diffusion.Pipeline.TextEncode;
using Atelier.Diffusion.Tests.Pipeline.Prompts;
using FsCheck;
using FsCheck.Fluent;

namespace Atelier.Diffusion.Tests.Pipeline.TextEncode;

public sealed class TokenChunkerTests
{
    [Fact]
    public void A_chunk_is_start_words_end_and_padding_with_the_words_weighted()
    {
        using var encoders = new Encoders();
        var chunk = Assert.Single(Chunk(encoders, "x (y:1.5)", 8));
        Assert.Equal(
            [encoders.Tokenizer.StartId, encoders.Id("x</w>"), encoders.Id("y</w>"), encoders.Tokenizer.EndId, 7, 7, 7, 7], chunk.Ids);
        Assert.Equal([1, 1, 1.5f, 1, 1, 1, 1, 1], chunk.Weights);
        Assert.True(chunk.IsWeighted);
    }

    [Fact]
    public void An_empty_prompt_is_one_empty_chunk()
    {
        using var encoders = new Encoders();
        var chunker = new TokenChunker(encoders.Tokenizer, encoders.Config(4));
        Assert.Equal(
            [encoders.Tokenizer.StartId, encoders.Tokenizer.EndId, 7, 7], Assert.Single(chunker.Chunk(PromptAttention.Parse(" "))).Ids);
        Assert.Equal(chunker.Empty.Ids, Assert.Single(chunker.Chunk(PromptAttention.Parse(" "))).Ids);
        Assert.False(chunker.Empty.IsWeighted);
    }

    [Theory]
    [InlineData(75, 75)]
    [InlineData(76, 75, 1)]
    [InlineData(150, 75, 75)]
    [InlineData(151, 75, 75, 1)]
    public void Long_prompts_are_cut_after_75_tokens(int words, params int[] expected)
    {
        using var encoders = new Encoders();
        Assert.Equal(expected, Lengths(encoders, Words(words)));
    }

    [Theory]
    [InlineData(56, 20, 57, 20)]
    [InlineData(55, 20, 56, 20)]
    [InlineData(54, 20, 75)]
    [InlineData(54, 21, 75, 1)]
    [InlineData(74, 5, 75, 5)]
    [InlineData(75, 5, 75, 6)]
    public void A_cut_goes_back_to_a_comma_among_the_last_20_tokens(int before, int after, params int[] expected)
    {
        using var encoders = new Encoders();
        Assert.Equal(expected, Lengths(encoders, $"{Words(before)}, {Words(after)}"));
    }

    [Theory]
    [InlineData("x BREAK y z", 1, 2)]
    [InlineData("x BREAK", 1)]
    [InlineData("BREAK x", 0, 1)]
    [InlineData("BREAK", 0)]
    [InlineData("x BREAK BREAK y", 1, 0, 1)]
    public void A_break_ends_the_chunk(string text, params int[] expected)
    {
        using var encoders = new Encoders();
        Assert.Equal(expected, Lengths(encoders, text));
    }

    [Fact]
    public void Weights_go_with_their_tokens_over_a_cut()
    {
        using var encoders = new Encoders();
        var chunks = Chunk(encoders, $"{Words(70)}, (y z {Words(10)}:1.5)");
        Assert.Equal([71, 12], Lengths(encoders, $"{Words(70)}, (y z {Words(10)}:1.5)"));
        Assert.False(chunks[0].IsWeighted);
        Assert.Equal(12, chunks[1].Weights.Count(weight => weight == 1.5f));
    }

    [Fact]
    public void A_vocabulary_that_the_encoder_does_not_know_is_refused()
    {
        using var encoders = new Encoders();
        var config = encoders.Config() with { VocabSize = 5 };
        Assert.Contains("knows 5 tokens", Assert.Throws<CheckpointException>(() => new TokenChunker(encoders.Tokenizer, config)).Message);
    }

    [Fact]
    public void No_token_of_a_prompt_is_lost()
    {
        using var encoders = new Encoders();
        Prop.ForAll(Some.Prompts, text =>
        {
            var pieces = PromptAttention.Parse(text);
            var expected = pieces.Where(piece => !piece.IsBreak).SelectMany(piece => encoders.Tokenizer.Encode(piece.Text))
                .Select(id => (long)id);
            var chunks = new TokenChunker(encoders.Tokenizer, encoders.Config(9)).Chunk(pieces);
            return chunks.SelectMany(chunk => chunk.Ids[1..Array.IndexOf(chunk.Ids, encoders.Tokenizer.EndId)]).SequenceEqual(expected);
        }).QuickCheckThrowOnFailure();
    }

    private static string Words(int count) => string.Join(' ', Enumerable.Repeat("x", count));

    private static IReadOnlyList<TokenChunk> Chunk(Encoders encoders, string text, int positions = 77) =>
        new TokenChunker(encoders.Tokenizer, encoders.Config(positions)).Chunk(PromptAttention.Parse(text));

    private static IEnumerable<int> Lengths(Encoders encoders, string text) =>
        Chunk(encoders, text).Select(chunk => Array.IndexOf(chunk.Ids, encoders.Tokenizer.EndId) - 1);
}
