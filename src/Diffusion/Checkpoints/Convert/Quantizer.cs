namespace Atelier.Diffusion.Checkpoints;

/// <summary>Rounds weights to small integers and the scales that bring them back, each scale the one of a few that errs least.</summary>
internal static class Quantizer
{
    // What stands at the range's lower end, as a share of a block's largest value. Its upper end is one less: only the first of each leaves
    // nothing out. In 4 bits it often pays to cut the largest values a little.
    private static readonly float[] Ends4 = [8f / 7, 1f, 0.95f, 0.9f, 0.85f];
    private static readonly float[] Ends8 = [128f / 127];

    /// <summary>Rows of blocks, unsigned, half the range being zero.</summary>
    /// <param name="values">Row after row; rows are whole blocks.</param>
    /// <param name="bits">4 or 8.</param>
    /// <param name="block">Values that share a scale.</param>
    /// <returns>The integers, in 4 bits the first of two in the low half of a byte; and a scale for each block.</returns>
    public static (byte[] Integers, Half[] Scales) Blocks(float[] values, int bits, int block)
    {
        var integers = new byte[values.Length * bits / 8];
        var scales = new Half[values.Length / block];
        Parallel.For(0, scales.Length, i =>
        {
            var of = values.AsSpan(i * block, block);
            var scale = BestScale(of, bits);
            scales[i] = scale;
            Round(of, (float)scale, bits, integers.AsSpan(i * block * bits / 8, block * bits / 8));
        });
        return (integers, scales);
    }

    /// <summary>Signed, with a scale for each row of the first axis.</summary>
    public static (byte[] Integers, float[] Scales) Channels(float[] values, int channels)
    {
        var integers = new byte[values.Length];
        var scales = new float[channels];
        var row = values.Length / channels;
        Parallel.For(0, channels, channel =>
        {
            var of = values.AsSpan(channel * row, row);
            var scale = Largest(of) / sbyte.MaxValue;
            scales[channel] = scale;
            for (var i = 0; i < row; i++)
            {
                integers[(channel * row) + i] =
                    (byte)(sbyte)(scale == 0 ? 0 : Math.Clamp(MathF.Round(of[i] / scale), -sbyte.MaxValue, sbyte.MaxValue));
            }
        });
        return (integers, scales);
    }

    private static Half BestScale(ReadOnlySpan<float> values, int bits)
    {
        // The range reaches one further below zero than above, so the sign of the largest value is put there: the scale may be negative.
        var largest = values[0];
        foreach (var value in values)
        {
            largest = MathF.Abs(value) > MathF.Abs(largest) ? value : largest;
        }

        var (best, least) = ((Half)0, float.PositiveInfinity);
        foreach (var end in bits == 4 ? Ends4 : Ends8)
        {
            var scale = (Half)(end * largest / -(1 << (bits - 1)));
            var error = Error(values, (float)scale, bits);
            (best, least) = error < least ? (scale, error) : (best, least);
        }

        return best;
    }

    private static float Error(ReadOnlySpan<float> values, float scale, int bits)
    {
        var sum = 0f;
        foreach (var value in values)
        {
            var difference = value - (scale * Nearest(value, scale, bits));
            sum += difference * difference;
        }

        return sum;
    }

    private static void Round(ReadOnlySpan<float> values, float scale, int bits, Span<byte> integers)
    {
        var zero = 1 << (bits - 1);
        for (var i = 0; i < values.Length; i++)
        {
            var stored = (int)Nearest(values[i], scale, bits) + zero;
            integers[i * bits / 8] |= (byte)(bits == 8 ? stored : stored << (4 * (i % 2)));
        }
    }

    private static float Nearest(float value, float scale, int bits)
    {
        var half = 1 << (bits - 1);
        return scale == 0 ? 0 : Math.Clamp(MathF.Round(value / scale), -half, half - 1);
    }

    private static float Largest(ReadOnlySpan<float> values) => Math.Abs(System.Numerics.Tensors.TensorPrimitives.MaxMagnitude(values));
}
