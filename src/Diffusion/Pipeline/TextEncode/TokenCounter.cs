using Atelier.Diffusion.Checkpoints;
using Atelier.Diffusion.Pipeline.Prompts;
using Atelier.Diffusion.Pipeline.Tokenize;

namespace Atelier.Diffusion.Pipeline.TextEncode;

/// <summary>Counts a prompt's tokens as a model will see them, without running it. Safe to share between threads.</summary>
public sealed class TokenCounter
{
    private readonly TokenChunker _chunker;
    private readonly ClipTextConfig _config;
    private readonly ClipTokenizer _tokenizer;

    private TokenCounter(ClipTokenizer tokenizer, ClipTextConfig config)
    {
        _tokenizer = tokenizer;
        _config = config;
        _chunker = new TokenChunker(tokenizer, config);
    }

    /// <summary>Opens a model's tokenizer: the first one's, where it has two.</summary>
    /// <param name="checkpoint">The opened model. It may be disposed afterwards.</param>
    /// <exception cref="CheckpointException">A file of the tokenizer is missing or malformed.</exception>
    public static TokenCounter Of(Checkpoint checkpoint)
    {
        var encoder = checkpoint.TextEncoders[0];
        return new TokenCounter(ClipTokenizer.Open(encoder.TokenizerFolder), encoder.Config);
    }

    /// <summary>Counts a prompt; of one that changes over the steps, or joins several by AND, its longest text.</summary>
    /// <param name="prompt">Any text. Wildcards and choices are counted as they stand; tags of extra networks are not.</param>
    /// <param name="steps">Steps of the schedule; at least 1.</param>
    public TokenCount Count(string prompt, int steps)
    {
        var texts = PromptComposition.Parse(ExtraNetwork.Extract(prompt, out _))
            .SelectMany(part => PromptSchedule.Parse(part.Text, steps))
            .Select(scheduled => PromptAttention.Parse(scheduled.Text));
        var capacity = _config.MaxPositions - 2;
        return texts
            .Select(pieces => (Tokens: pieces.Where(piece => !piece.IsBreak).Sum(piece => _tokenizer.Encode(piece.Text).Count),
                Chunks: _chunker.Chunk(pieces).Count))
            .Select(count => new TokenCount(count.Tokens, count.Chunks, count.Chunks * capacity))
            .MaxBy(count => (count.Chunks, count.Tokens))!;
    }
}

/// <summary>How long a prompt is to a model.</summary>
/// <param name="Tokens">Without start, end and padding.</param>
/// <param name="Chunks">How often the text encoder runs.</param>
/// <param name="Limit">How many tokens these chunks hold.</param>
public sealed record TokenCount(int Tokens, int Chunks, int Limit);
