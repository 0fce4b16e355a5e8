using System.Numerics.Tensors;
using Atelier.Adapters;
using Atelier.Lora.Files;

namespace Atelier.Lora.Kinds;

/// <summary>
/// DoRA (Liu et al. 2024): the changed weight keeps its direction and takes a learned magnitude, of each output (PEFT, newer LyCORIS) or of
/// each input (older LyCORIS).
/// </summary>
internal sealed class Magnitude(WeightChange inner, Func<float[]> magnitude, int rows, int kernel, bool ofInputs) : WeightChange
{
    public override int? Rank => inner.Rank;

    /// <summary>The change with the module's magnitude, where it has one.</summary>
    /// <exception cref="AdapterException">The magnitude does not fit.</exception>
    public static WeightChange Around(WeightChange change, FileModule module, AdapterTarget target)
    {
        if (module[PartNames.Magnitude] is not { } tensor)
        {
            return change;
        }

        var inputs = target.Columns() / target.Kernel();
        var ofInputs = tensor.Shape.Count > 1 && tensor.Shape[0] == 1 && tensor.Shape[1] == inputs;
        Shapes.Check(ofInputs || (tensor.Elements() == target.Rows() && tensor.Rows() == target.Rows()), tensor, target);
        return new Magnitude(change, () => module.Read(tensor), target.Rows(), target.Kernel(), ofInputs);
    }

    public override void AddTo(Span<float> weight, ReadOnlySpan<float> original, float strength)
    {
        var changed = original.ToArray();
        inner.AddTo(changed, original, 1);
        var scales = magnitude();
        if (ofInputs)
        {
            ScaleInputs(changed, scales);
        }
        else
        {
            var columns = changed.Length / rows;
            for (var row = 0; row < rows; row++)
            {
                var values = changed.AsSpan(row * columns, columns);
                TensorPrimitives.Multiply(values, scales[row] / Norm(TensorPrimitives.Norm<float>(values)), values);
            }
        }

        TensorPrimitives.Subtract(changed, original, changed);
        TensorPrimitives.MultiplyAdd(changed, strength, weight, weight);
    }

    private void ScaleInputs(float[] changed, float[] scales)
    {
        var squares = new double[scales.Length];
        for (var i = 0; i < changed.Length; i++)
        {
            squares[i / kernel % scales.Length] += (double)changed[i] * changed[i];
        }

        for (var i = 0; i < changed.Length; i++)
        {
            var input = i / kernel % scales.Length;
            changed[i] *= scales[input] / Norm((float)Math.Sqrt(squares[input]));
        }
    }

    // A row of zeros has no direction, and stays.
    private static float Norm(float norm) => norm == 0 ? 1 : norm;
}
