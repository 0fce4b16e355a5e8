using Atelier.Diffusion.Checkpoints;
using Atelier.Diffusion.Pipeline.Prompts;
using Atelier.Generation;

namespace Atelier.Diffusion.Pipeline.TextEncode;

/// <summary>Turns a request's prompts into embeddings: composition, schedule, weights, chunks, text encoders, emphasis.</summary>
/// <param name="family">The model's family, which decides the layers.</param>
/// <param name="encoders">The model's text encoders in order: one, or SDXL's two, whose vectors are joined.</param>
internal sealed class PromptConditioner(ModelFamily family, IReadOnlyList<ClipTextEncoder> encoders)
{
    private const int MostParts = 32;
    private const int MostChunks = 64;
    private const double LargestWeight = 1000;
    private const string BlendField = "blend.prompt";

    /// <summary>Encodes a request's prompts.</summary>
    /// <param name="prompt">The prompt, with wildcards expanded and extra networks taken out.</param>
    /// <param name="negative">The negative prompt, likewise. AND joins nothing in it, as in AUTOMATIC1111.</param>
    /// <param name="steps">Steps of the schedule; at least 1.</param>
    /// <param name="clipSkip">The request's clip skip; null for the model's own.</param>
    /// <param name="emphasis">The name of the emphasis mode.</param>
    /// <param name="blend">A second prompt that the first is moved towards; null leaves it as it is.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="RequestException">A prompt, the clip skip or the emphasis mode cannot be honoured.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public PromptConditioning Encode(
        string prompt, string negative, int steps, int? clipSkip = null, string emphasis = "a1111", BlendedText? blend = null,
        CancellationToken cancellation = default)
    {
        var mode = EmphasisModes.Find(emphasis);
        TextEncoderLayer[] layers = [.. encoders.Select(encoder => TextEncoderLayer.Of(family, encoder.Config, clipSkip))];
        var scheduled = Schedule("prompt", prompt, steps);
        var blended = blend is null ? null : Schedule(BlendField, blend.Text, steps);
        Check(blended is null || blended.Length == scheduled.Length, BlendField,
            $"joins {blended?.Length} prompts by AND, and the prompt {scheduled.Length}; they must be as many.");
        ScheduledPart[] scheduledNegative = [new(PromptSchedule.Parse(negative, steps), 1)];
        var chunks = new OrderedDictionary<string, IReadOnlyList<TokenChunk>[]>();
        AddChunks("prompt", scheduled, chunks);
        AddChunks(BlendField, blended ?? [], chunks);
        AddChunks("negativePrompt", scheduledNegative, chunks);

        var length = chunks.Values.Max(perEncoder => perEncoder.Max(list => list.Count));
        var embeddings = Embed(chunks, length, layers, mode, cancellation);
        var spans = blended is null
            ? Spans(scheduled, embeddings)
            : Spans(scheduled, embeddings, blended, new EmbeddingBlend(blend!.Weight));
        return new PromptConditioning(spans, Spans(scheduledNegative, embeddings))
        {
            Embeddings = encoders[0].Called,
            Empty = new Lazy<TextEmbedding>(() => embeddings.GetValueOrDefault("") ?? EmbedEmpty(length, layers, mode, cancellation)),
        };
    }

    private static ScheduledPart[] Schedule(string field, string prompt, int steps)
    {
        var parts = PromptComposition.Parse(prompt);
        Check(parts.Count <= MostParts, field, $"joins {parts.Count} prompts by AND; at most {MostParts}.");
        CheckWeights(field, parts);
        return [.. parts.Select(part => new ScheduledPart(PromptSchedule.Parse(part.Text, steps), part.Weight))];
    }

    private TextEmbedding EmbedEmpty(int length, TextEncoderLayer[] layers, IEmphasis mode, CancellationToken cancellation)
    {
        var chunks = new OrderedDictionary<string, IReadOnlyList<TokenChunk>[]>();
        AddChunks("prompt", [new ScheduledPart(PromptSchedule.Parse("", 1), 1)], chunks);
        return Embed(chunks, length, layers, mode, cancellation).Values.Single();
    }

    private void AddChunks(string field, IReadOnlyList<ScheduledPart> parts, OrderedDictionary<string, IReadOnlyList<TokenChunk>[]> chunks)
    {
        foreach (var (_, text) in parts.SelectMany(part => part.Texts))
        {
            if (chunks.ContainsKey(text))
            {
                continue;
            }

            var pieces = PromptAttention.Parse(text);
            CheckWeights(field, pieces);
            IReadOnlyList<TokenChunk>[] perEncoder = [.. encoders.Select(encoder => encoder.Chunker.Chunk(pieces, field))];
            var most = perEncoder.Max(list => list.Count);
            Check(most <= MostChunks, field, $"is {most} chunks of 75 tokens long; at most {MostChunks}.");
            chunks.Add(text, perEncoder);
        }
    }

    private Dictionary<string, TextEmbedding> Embed(
        OrderedDictionary<string, IReadOnlyList<TokenChunk>[]> texts, int length, TextEncoderLayer[] layers, IEmphasis mode,
        CancellationToken cancellation)
    {
        var embedded = new EncodedText[encoders.Count][];
        for (var e = 0; e < encoders.Count; e++)
        {
            var chunks = texts.Values.Select(perEncoder => perEncoder[e]).ToArray();
            embedded[e] = EmphasisedEncoding.Encode(encoders[e], chunks, length, layers[e], mode, cancellation);
        }

        return texts.Keys.Select((text, index) => (text, index)).ToDictionary(
            pair => pair.text,
            pair => Joined([.. embedded.Select(texts => texts[pair.index])], length * encoders[0].Config.MaxPositions));
    }

    private static TextEmbedding Joined(EncodedText[] perEncoder, int tokens)
    {
        if (perEncoder is [var only])
        {
            return new TextEmbedding(only.Values, tokens, only.Values.Length / tokens, only.Pooled);
        }

        var width = perEncoder.Sum(text => text.Values.Length) / tokens;
        var values = new float[tokens * width];
        var column = 0;
        foreach (var text in perEncoder)
        {
            var part = text.Values.Length / tokens;
            for (var token = 0; token < tokens; token++)
            {
                text.Values.AsSpan(token * part, part).CopyTo(values.AsSpan((token * width) + column));
            }

            column += part;
        }

        return new TextEmbedding(values, tokens, width, perEncoder[^1].Pooled);
    }

    private static ConditioningSpan[] Spans(
        IReadOnlyList<ScheduledPart> parts, Dictionary<string, TextEmbedding> embeddings, IReadOnlyList<ScheduledPart>? others = null,
        EmbeddingBlend? blend = null)
    {
        var ends = new SortedSet<int>(parts.Concat(others ?? []).SelectMany(part => part.Texts).Select(text => text.EndStep));
        return [.. ends.Select(end => new ConditioningSpan(
            end,
            [.. parts.Select((part, index) => blend is null ? At(part, end) : blend.Between(At(part, end), At(others![index], end)))]))];

        WeightedEmbedding At(ScheduledPart part, int end) => new(embeddings[part.TextAt(end)], part.Weight);
    }

    private static void CheckWeights(string field, IReadOnlyList<PromptPiece> pieces)
    {
        foreach (var piece in pieces)
        {
            var isSane = Math.Abs(piece.Weight) <= LargestWeight;
            Check(isSane, field, $"has a weight of {piece.Weight:g4}; weights go from -{LargestWeight} to {LargestWeight}.");
        }
    }

    private static void Check(bool holds, string field, string problem)
    {
        if (!holds)
        {
            throw new RequestException(field, problem);
        }
    }

    private sealed record ScheduledPart(IReadOnlyList<ScheduledText> Texts, double Weight)
    {
        public string TextAt(int step) => Texts.First(text => step <= text.EndStep).Text;
    }
}
