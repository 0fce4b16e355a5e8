using System.Numerics.Tensors;
using Atelier.Adapters;

namespace Atelier.Lora.Kinds;

/// <summary>A change that is reckoned as a whole: as many values as the weight has.</summary>
/// <param name="scale">What its values are multiplied by.</param>
/// <param name="rank">For lists.</param>
/// <param name="values">The values, given the weight as the model has it.</param>
internal sealed class DenseChange(float scale, int? rank, Func<float[], float[]> values) : WeightChange
{
    /// <param name="scale">What its values are multiplied by.</param>
    /// <param name="rank">For lists.</param>
    /// <param name="values">Values that do not depend on the weight.</param>
    public DenseChange(float scale, int? rank, Func<float[]> values)
        : this(scale, rank, _ => values())
    {
    }

    public override int? Rank => rank;

    public override void AddTo(Span<float> weight, ReadOnlySpan<float> original, float strength) =>
        TensorPrimitives.MultiplyAdd(values(original.ToArray()), scale * strength, weight, weight);
}
