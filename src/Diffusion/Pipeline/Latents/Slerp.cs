using Atelier.Tensors;

namespace Atelier.Diffusion.Pipeline.Latents;

/// <summary>
/// Mixes two pictures' noise along the sphere, as AUTOMATIC1111 does (<c>modules/rng.py</c>, <c>slerp</c>): each column of each channel is
/// a vector of its own, since it takes the norm over the rows.
/// </summary>
internal static class Slerp
{
    // Vectors that point the same way span no arc: the straight line between them is as good.
    private const double Parallel = 1e-6;

    /// <summary>Mixes.</summary>
    /// <param name="low">1 × channels × height × width.</param>
    /// <param name="high">Of the same shape.</param>
    /// <param name="amount">0 gives the first, 1 the second.</param>
    public static Latent Mix(Latent low, Latent high, double amount)
    {
        var (channels, height, width) = (low.Shape[1], low.Shape[2], low.Shape[3]);
        var mixed = new double[low.Shape.ElementCount];
        for (var channel = 0; channel < channels; channel++)
        {
            for (var column = 0; column < width; column++)
            {
                var first = (channel * height * width) + column;
                var (toLow, toHigh) = Shares(low.Values[first..], high.Values[first..], height, width, amount);
                for (var row = 0; row < height; row++)
                {
                    var at = first + (row * width);
                    mixed[at] = (toLow * low.Values[at]) + (toHigh * high.Values[at]);
                }
            }
        }

        return Latent.Own(low.Shape, mixed);
    }

    private static (double Low, double High) Shares(
        ReadOnlySpan<double> low, ReadOnlySpan<double> high, int rows, int stride, double amount)
    {
        double dot = 0, lowSquare = 0, highSquare = 0;
        for (var row = 0; row < rows; row++)
        {
            var (a, b) = (low[row * stride], high[row * stride]);
            dot += a * b;
            lowSquare += a * a;
            highSquare += b * b;
        }

        var angle = Math.Acos(Math.Clamp(dot / Math.Sqrt(lowSquare * highSquare), -1, 1));
        var sine = Math.Sin(angle);
        return sine > Parallel
            ? (Math.Sin((1 - amount) * angle) / sine, Math.Sin(amount * angle) / sine)
            : (1 - amount, amount);
    }
}
