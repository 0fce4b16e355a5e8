using System.Globalization;
using Atelier.Noise;

namespace Atelier.Samplers.Noise;

/// <summary>
/// One picture's Brownian path over a span of time, fixed by its seed alone: each half of the span splits by a Brownian bridge whose noise
/// is seeded by its place in the tree. The same path as torchsde's <c>BrownianTree(t0, w0, t1, entropy=seed)</c>.
/// </summary>
/// <param name="noise">The kind of noise.</param>
/// <param name="seed">The picture's seed.</param>
/// <param name="length">Values per picture.</param>
/// <param name="t0">Where the path starts, at 0.</param>
/// <param name="t1">Where it ends; not before <paramref name="t0"/>.</param>
internal sealed class BrownianTree(INoise noise, ulong seed, int length, double t0, double t1)
{
    private const int PoolSize = 24;

    private readonly double[] _whole = Scaled(noise, SeedSequence.First(seed, [], PoolSize), length, Math.Sqrt(t1 - t0));

    /// <summary>The path at a time, held at its ends outside the span.</summary>
    public double[] At(double time)
    {
        var (start, end) = (Round(t0), Round(t1));
        time = Math.Clamp(Round(time), start, end);
        var value = new double[length];
        var increment = _whole.AsSpan().ToArray();
        ulong key = 0;
        for (ulong depth = 0; time > start && time < end; depth++)
        {
            var middle = Round(0.5 * (end + start));
            var share = (middle - start) / (end - start);
            var bridge = Scaled(noise, SeedSequence.First(seed, [key, depth], PoolSize), length, Math.Sqrt(share * (end - middle)));
            var left = time <= middle;
            for (var i = 0; i < length; i++)
            {
                var first = (share * increment[i]) + bridge[i];
                value[i] += left ? 0 : first;
                increment[i] = left ? first : increment[i] - first;
            }

            (start, end, key) = left ? (start, middle, 2 * key) : (middle, end, (2 * key) + 1);
        }

        for (var i = 0; time >= end && i < length; i++)
        {
            value[i] += increment[i];
        }

        return value;
    }

    private static double[] Scaled(INoise noise, uint seed, int length, double scale)
    {
        var values = new float[length];
        noise.Open(seed).Fill(values);
        return Array.ConvertAll(values, value => value * scale);
    }

    // Python's round(x, 6), which decides by the exact value; Math.Round decides by the product with a million.
    private static double Round(double time) =>
        double.Parse(time.ToString("F6", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
