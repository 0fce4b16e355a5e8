using System.Numerics.Tensors;

namespace Atelier.Diffusion.Pipeline.TextEncode;

/// <summary>
/// AUTOMATIC1111's original: each vector times its weight, then the whole chunk scaled so that its mean is as before
/// (<c>modules/sd_emphasis.py</c>).
/// </summary>
internal sealed class A1111Emphasis : IEmphasis
{
    public string Name => "a1111";

    public IReadOnlyList<string> Aliases => ["Original"];

    public string Description => "Vectors times their weights, the chunk's mean restored (AUTOMATIC1111).";

    public bool NeedsEmpty => false;

    public void Apply(Span<float> z, ReadOnlySpan<float> weights, ReadOnlySpan<float> empty)
    {
        var originalMean = Mean(z);
        var width = z.Length / weights.Length;
        for (var i = 0; i < weights.Length; i++)
        {
            var vector = z.Slice(i * width, width);
            TensorPrimitives.Multiply(vector, weights[i], vector);
        }

        var scale = (float)(originalMean / Mean(z));
        if (float.IsFinite(scale))
        {
            TensorPrimitives.Multiply(z, scale, z);
        }
    }

    private static double Mean(ReadOnlySpan<float> values)
    {
        double sum = 0;
        foreach (var value in values)
        {
            sum += value;
        }

        return sum / values.Length;
    }
}
