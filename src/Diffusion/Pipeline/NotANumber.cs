using System.Numerics.Tensors;

namespace Atelier.Diffusion.Pipeline;

/// <summary>Notices values that are no numbers where they arise, so that a black picture has a name.</summary>
internal static class NotANumber
{
    /// <summary>Throws where a value is NaN or infinite.</summary>
    /// <param name="values">What a network gave.</param>
    /// <param name="source">Which network, and when.</param>
    /// <exception cref="GenerationException">A value is not finite.</exception>
    public static void Check(ReadOnlySpan<double> values, string source)
    {
        if (!double.IsFinite(TensorPrimitives.Sum(values)))
        {
            throw Named(source);
        }
    }

    /// <inheritdoc cref="Check(ReadOnlySpan{double}, string)"/>
    public static void Check(ReadOnlySpan<float> values, string source)
    {
        if (!float.IsFinite(TensorPrimitives.Sum(values)))
        {
            throw Named(source);
        }
    }

    private static GenerationException Named(string source) => new(
        $"{source} gave values that are not numbers (NaN); the model file may be damaged, or its weights too large for the precision it is stored in");
}
