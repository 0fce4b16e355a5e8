using Atelier.Sampling;
using Atelier.Tensors;

namespace Atelier.Samplers;

/// <summary>Raises the noise a little before a step (Karras et al. 2022, Algorithm 2, lines 4 to 6).</summary>
internal static class Churn
{
    /// <summary>Adds the noise to <paramref name="x"/>, if any, and returns the raised noise level.</summary>
    /// <param name="x">The latent at <paramref name="sigma"/>; afterwards, at the returned level.</param>
    /// <param name="sigma">The noise level of the step.</param>
    /// <param name="steps">How many steps the schedule has: they share <c>s_churn</c>.</param>
    /// <param name="context">Noise and options.</param>
    public static double Raise(ref Latent x, double sigma, int steps, SamplingContext context)
    {
        var options = context.Options;
        var inside = options["s_tmin"] <= sigma && (options["s_tmax"] == 0 || sigma <= options["s_tmax"]);
        var gamma = inside ? Math.Min(options["s_churn"] / steps, Math.Sqrt(2) - 1) : 0;
        if (gamma == 0)
        {
            return sigma;
        }

        var sigmaHat = sigma * (gamma + 1);
        x += context.Noise.Next(sigma, sigmaHat) * (options["s_noise"] * Math.Sqrt((sigmaHat * sigmaHat) - (sigma * sigma)));
        return sigmaHat;
    }
}
