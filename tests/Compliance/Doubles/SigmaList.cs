using Atelier.Sampling;

namespace Atelier.Compliance.Doubles;

/// <summary>A training schedule given as its noise levels.</summary>
/// <param name="sigmas">Rising, one per timestep.</param>
public sealed class SigmaList(double[] sigmas) : ISigmaTable
{
    /// <summary>Stable Diffusion's: 1000 timesteps, betas even in their square root.</summary>
    public static SigmaList StableDiffusion { get; } = new(ScaledLinear(1000, 0.00085, 0.012));

    public ReadOnlySpan<double> Sigmas => sigmas;

    public double SigmaAt(double timestep)
    {
        var low = Math.Clamp((int)timestep, 0, sigmas.Length - 2);
        var weight = Math.Clamp(timestep - low, 0, 1);
        return Math.Exp(((1 - weight) * Math.Log(sigmas[low])) + (weight * Math.Log(sigmas[low + 1])));
    }

    public double TimestepAt(double sigma)
    {
        var low = Math.Clamp(Array.FindLastIndex(sigmas, level => level <= sigma), 0, sigmas.Length - 2);
        return low + Math.Clamp(Math.Log(sigma / sigmas[low]) / Math.Log(sigmas[low + 1] / sigmas[low]), 0, 1);
    }

    private static double[] ScaledLinear(int length, double first, double last)
    {
        var signal = 1.0;
        var levels = new double[length];
        for (var t = 0; t < length; t++)
        {
            var root = Math.Sqrt(first) + ((Math.Sqrt(last) - Math.Sqrt(first)) * t / (length - 1));
            signal *= 1 - (root * root);
            levels[t] = Math.Sqrt((1 - signal) / signal);
        }

        return levels;
    }
}
