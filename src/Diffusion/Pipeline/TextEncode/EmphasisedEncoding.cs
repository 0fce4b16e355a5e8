namespace Atelier.Diffusion.Pipeline.TextEncode;

/// <summary>Encodes prompts of one length with one text encoder and applies their weights.</summary>
internal static class EmphasisedEncoding
{
    /// <summary>Encodes prompts in as few runs as possible.</summary>
    /// <param name="encoder">The encoder.</param>
    /// <param name="texts">The chunks of each prompt.</param>
    /// <param name="length">Chunks that each prompt is filled up to with empty ones.</param>
    /// <param name="layer">The layer to take.</param>
    /// <param name="emphasis">How weights count.</param>
    /// <param name="cancellation">Ends it early.</param>
    public static EncodedText[] Encode(
        ClipTextEncoder encoder,
        IReadOnlyList<IReadOnlyList<TokenChunk>> texts,
        int length,
        TextEncoderLayer layer,
        IEmphasis emphasis,
        CancellationToken cancellation)
    {
        var empty = encoder.Chunker.Empty;
        List<TokenChunk> chunks = [.. texts.SelectMany(text => text.Concat(Enumerable.Repeat(empty, length - text.Count)))];
        var needsEmpty = emphasis.NeedsEmpty && chunks.Exists(chunk => chunk.IsWeighted);
        if (needsEmpty)
        {
            chunks.Add(empty);
        }

        var encoded = encoder.Encode(chunks, layer, cancellation);
        var emptyHidden = needsEmpty ? encoded[^1].Hidden : [];
        var results = new EncodedText[texts.Count];
        for (var t = 0; t < texts.Count; t++)
        {
            var size = encoded[t * length].Hidden.Length;
            var values = new float[length * size];
            for (var c = 0; c < length; c++)
            {
                var index = (t * length) + c;
                var z = values.AsSpan(c * size, size);
                encoded[index].Hidden.CopyTo(z);
                if (chunks[index].IsWeighted)
                {
                    emphasis.Apply(z, chunks[index].Weights, emptyHidden);
                }
            }

            results[t] = new EncodedText(values, encoded[t * length].Pooled);
        }

        return results;
    }
}

/// <summary>A prompt's embedding by one text encoder.</summary>
/// <param name="Values">Tokens × width, row-major.</param>
/// <param name="Pooled">The first chunk's projected embedding; null where the encoder has none.</param>
internal sealed record EncodedText(float[] Values, float[]? Pooled);
