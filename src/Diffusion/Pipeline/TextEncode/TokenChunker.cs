using Atelier.Diffusion.Checkpoints;
using Atelier.Diffusion.Pipeline.Prompts;
using Atelier.Diffusion.Pipeline.Tokenize;
using Atelier.Generation;

namespace Atelier.Diffusion.Pipeline.TextEncode;

/// <summary>
/// Cuts prompts into chunks as AUTOMATIC1111 does (<c>modules/sd_hijack_clip.py</c>, <c>tokenize_line</c>): 75 tokens each, a new one at
/// BREAK, and a cut that would fall within 20 tokens after a comma moves to the comma. A textual inversion is never cut.
/// </summary>
internal sealed class TokenChunker
{
    private const int CommaBacktrack = 20;

    private readonly ClipTokenizer _tokenizer;
    private readonly ClipTextConfig _config;
    private readonly int _capacity;
    private readonly InversionTable? _inversions;

    /// <summary>Creates a chunker.</summary>
    /// <param name="tokenizer">Also says what start and end are.</param>
    /// <param name="config">The encoder: its positions and its padding.</param>
    /// <param name="inversions">The textual inversions that prompts may call. Default: none.</param>
    /// <exception cref="CheckpointException">The tokenizer has ids that the encoder does not know.</exception>
    public TokenChunker(ClipTokenizer tokenizer, ClipTextConfig config, InversionTable? inversions = null)
    {
        if (tokenizer.LargestId >= config.VocabSize)
        {
            throw new CheckpointException(
                $"The tokenizer's ids go up to {tokenizer.LargestId}, but the text encoder knows {config.VocabSize} tokens; take both from one model.");
        }

        _tokenizer = tokenizer;
        _config = config;
        _inversions = inversions;
        _capacity = config.MaxPositions - 2;
        Empty = Close([]);
    }

    /// <summary>The chunk of an empty prompt.</summary>
    public TokenChunk Empty { get; }

    /// <summary>Cuts a prompt into chunks.</summary>
    /// <param name="pieces">The prompt with its weights.</param>
    /// <param name="field">The request's field, for errors.</param>
    /// <returns>At least one chunk.</returns>
    /// <exception cref="RequestException">It calls a textual inversion that cannot be used.</exception>
    public IReadOnlyList<TokenChunk> Chunk(IReadOnlyList<PromptPiece> pieces, string field = "prompt")
    {
        var chunks = new List<TokenChunk>();
        var open = new List<WeightedToken>();
        var afterComma = -1;
        foreach (var piece in pieces)
        {
            if (piece.IsBreak)
            {
                CloseOpen([]);
                continue;
            }

            var tokens = _tokenizer.Encode(piece.Text);
            for (var position = 0; position < tokens.Count; position++)
            {
                var id = tokens[position];
                var isComma = id == _tokenizer.CommaId;
                if (open.Count == _capacity)
                {
                    var keepsComma = !isComma && afterComma > 0 && open.Count - afterComma < CommaBacktrack;
                    CloseOpen(keepsComma ? open[afterComma..] : []);
                }

                if (_inversions?.At(tokens, position, field) is { } call)
                {
                    if (call.Vectors > _capacity)
                    {
                        throw new RequestException(
                            field, $"calls a textual inversion of {call.Vectors} vectors; this model's text encoder reads {_capacity} at once");
                    }

                    if (open.Count + call.Vectors > _capacity)
                    {
                        CloseOpen([]);
                    }

                    open.AddRange(
                        Enumerable.Range(call.FirstId, call.Vectors).Select(vector => new WeightedToken(vector, (float)piece.Weight)));
                    position += call.Tokens - 1;
                    continue;
                }

                open.Add(new WeightedToken(id, (float)piece.Weight));
                afterComma = isComma ? open.Count : afterComma;
            }
        }

        if (open.Count > 0 || chunks.Count == 0)
        {
            CloseOpen([]);
        }

        return chunks;

        void CloseOpen(List<WeightedToken> moved)
        {
            chunks.Add(Close(open[..^moved.Count]));
            open = moved;
            afterComma = -1;
        }
    }

    private TokenChunk Close(List<WeightedToken> tokens)
    {
        var ids = new long[_config.MaxPositions];
        var weights = new float[_config.MaxPositions];
        Array.Fill(ids, _config.PadTokenId);
        Array.Fill(weights, 1);
        ids[0] = _tokenizer.StartId;
        for (var i = 0; i < tokens.Count; i++)
        {
            ids[i + 1] = tokens[i].Id;
            weights[i + 1] = tokens[i].Weight;
        }

        ids[tokens.Count + 1] = _tokenizer.EndId;
        return new TokenChunk(ids, weights);
    }

    private readonly record struct WeightedToken(int Id, float Weight);
}
