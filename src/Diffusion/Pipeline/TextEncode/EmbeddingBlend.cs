using System.Numerics.Tensors;

namespace Atelier.Diffusion.Pipeline.TextEncode;

/// <summary>Moves embeddings towards others; the same two give the same object, so that what goes by objects goes on working.</summary>
/// <param name="weight">0 stays, 1 arrives.</param>
internal sealed class EmbeddingBlend(double weight)
{
    private readonly Dictionary<(TextEmbedding, TextEmbedding), TextEmbedding> _made = new(ReferencePairs.Instance);

    public WeightedEmbedding Between(WeightedEmbedding first, WeightedEmbedding second) =>
        new(Between(first.Embedding, second.Embedding), first.Weight + ((second.Weight - first.Weight) * weight));

    private TextEmbedding Between(TextEmbedding first, TextEmbedding second)
    {
        if (weight == 0 || ReferenceEquals(first, second))
        {
            return first;
        }

        if (weight == 1)
        {
            return second;
        }

        if (!_made.TryGetValue((first, second), out var made))
        {
            _made[(first, second)] = made = first with
            {
                Values = Between(first.Values, second.Values),
                Pooled = first.Pooled is { } pooled ? Between(pooled, second.Pooled!) : null,
            };
        }

        return made;
    }

    private float[] Between(float[] first, float[] second)
    {
        var values = new float[first.Length];
        TensorPrimitives.Lerp(first, second, (float)weight, values);
        return values;
    }

    // Records compare what they hold; two equal embeddings need not be looked through.
    private sealed class ReferencePairs : IEqualityComparer<(TextEmbedding, TextEmbedding)>
    {
        public static readonly ReferencePairs Instance = new();

        public bool Equals((TextEmbedding, TextEmbedding) x, (TextEmbedding, TextEmbedding) y) =>
            ReferenceEquals(x.Item1, y.Item1) && ReferenceEquals(x.Item2, y.Item2);

        public int GetHashCode((TextEmbedding, TextEmbedding) pair) => HashCode.Combine(
            System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(pair.Item1),
            System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(pair.Item2));
    }
}

/// <summary>A second prompt, ready to be encoded.</summary>
/// <param name="Text">With wildcards expanded.</param>
/// <param name="Weight">How far towards it, 0 to 1.</param>
internal sealed record BlendedText(string Text, double Weight);
