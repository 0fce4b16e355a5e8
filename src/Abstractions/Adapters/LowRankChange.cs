using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace Atelier.Adapters;

/// <summary>up · down · scale (Hu et al. 2021, LoRA), where factors are read when they are needed.</summary>
/// <param name="rank">Columns of up and rows of down.</param>
/// <param name="scale">Alpha over the rank, or 1.</param>
/// <param name="down">rank × columns, row-major; for a convolution inputs × height × width are the columns.</param>
/// <param name="up">rows × rank, row-major.</param>
public sealed class LowRankChange(int rank, float scale, Func<float[]> down, Func<float[]> up) : WeightChange
{
    private const int RowsAtOnce = 4;

    /// <inheritdoc/>
    public override int? Rank => rank;

    /// <inheritdoc/>
    public override void AddTo(Span<float> weight, ReadOnlySpan<float> original, float strength)
    {
        var (d, u) = (down(), up());
        var (columns, rows) = (d.Length / rank, u.Length / rank);
        for (var row = 0; row < rows; row++)
        {
            var sum = weight.Slice(row * columns, columns);
            var factors = u.AsSpan(row * rank, rank);
            var r = 0;
            for (; r + RowsAtOnce <= rank; r += RowsAtOnce)
            {
                AddRows(sum, d.AsSpan(r * columns, RowsAtOnce * columns), factors.Slice(r, RowsAtOnce), strength * scale);
            }

            for (; r < rank; r++)
            {
                TensorPrimitives.MultiplyAdd(d.AsSpan(r * columns, columns), factors[r] * strength * scale, sum, sum);
            }
        }
    }

    // Four rows in one pass: the sum, which is the longest way to memory, is read and written a quarter as often.
    private static void AddRows(Span<float> sum, ReadOnlySpan<float> rows, ReadOnlySpan<float> factors, float scale)
    {
        var columns = sum.Length;
        var (f0, f1, f2, f3) = (factors[0] * scale, factors[1] * scale, factors[2] * scale, factors[3] * scale);
        var r0 = rows[..columns];
        var r1 = rows.Slice(columns, columns);
        var r2 = rows.Slice(2 * columns, columns);
        var r3 = rows.Slice(3 * columns, columns);
        var sums = MemoryMarshal.Cast<float, Vector<float>>(sum);
        var v0 = MemoryMarshal.Cast<float, Vector<float>>(r0);
        var v1 = MemoryMarshal.Cast<float, Vector<float>>(r1);
        var v2 = MemoryMarshal.Cast<float, Vector<float>>(r2);
        var v3 = MemoryMarshal.Cast<float, Vector<float>>(r3);
        for (var i = 0; i < sums.Length; i++)
        {
            sums[i] += (v0[i] * f0) + (v1[i] * f1) + (v2[i] * f2) + (v3[i] * f3);
        }

        for (var i = sums.Length * Vector<float>.Count; i < columns; i++)
        {
            sum[i] += (r0[i] * f0) + (r1[i] * f1) + (r2[i] * f2) + (r3[i] * f3);
        }
    }
}
