using Atelier.Diffusion.Onnx;

namespace Atelier.Diffusion.Pipeline.Ready;

/// <summary>
/// A layer norm read off what it did: each channel's scale and shift are the straight line from its normalized to its given values.
/// </summary>
internal sealed class LearnedNorm
{
    private const double Epsilon = 1e-5;
    private readonly double[] _scales;
    private readonly double[] _shifts;

    private LearnedNorm(double[] scales, double[] shifts) => (_scales, _shifts) = (scales, shifts);

    /// <summary>Fits a norm.</summary>
    /// <param name="before">[…, width], what went in; not all rows the same.</param>
    /// <param name="after">[…, width], what came out.</param>
    public static LearnedNorm Of(TensorValue before, TensorValue after)
    {
        var width = before.Shape[^1];
        var (x, y) = (Normalized(before.Floats, width), after.Floats);
        var rows = x.Length / width;
        var (scales, shifts) = (new double[width], new double[width]);
        for (var channel = 0; channel < width; channel++)
        {
            double meanX = 0, meanY = 0, xx = 0, xy = 0;
            for (var row = 0; row < rows; row++)
            {
                meanX += x[(row * width) + channel] / rows;
                meanY += (double)y[(row * width) + channel] / rows;
            }

            for (var row = 0; row < rows; row++)
            {
                var (dx, dy) = (x[(row * width) + channel] - meanX, y[(row * width) + channel] - meanY);
                (xx, xy) = (xx + (dx * dx), xy + (dx * dy));
            }

            scales[channel] = xx == 0 ? 0 : xy / xx;
            shifts[channel] = meanY - (scales[channel] * meanX);
        }

        return new LearnedNorm(scales, shifts);
    }

    public TensorValue Apply(TensorValue value)
    {
        var width = value.Shape[^1];
        var x = Normalized(value.Floats, width);
        return TensorValue.Of([.. x.Select((number, i) => (float)((number * _scales[i % width]) + _shifts[i % width]))], [.. value.Shape]);
    }

    private static double[] Normalized(float[] values, int width)
    {
        var result = new double[values.Length];
        for (var start = 0; start < values.Length; start += width)
        {
            var row = values.AsSpan(start, width);
            double mean = 0, variance = 0;
            foreach (var value in row)
            {
                mean += (double)value / width;
            }

            foreach (var value in row)
            {
                variance += (value - mean) * (value - mean) / width;
            }

            for (var i = 0; i < width; i++)
            {
                result[start + i] = (row[i] - mean) / Math.Sqrt(variance + Epsilon);
            }
        }

        return result;
    }
}
