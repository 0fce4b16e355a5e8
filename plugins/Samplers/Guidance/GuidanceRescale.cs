using Atelier.Tensors;

namespace Atelier.Samplers.Guidance;

/// <summary>
/// Lin et al. (2023), eq. 15 and 16. Standard deviations of v are compared, whatever the model predicts: v has about unit variance at every
/// noise level, as Lin et al. assume. ComfyUI's RescaleCFG does the same; diffusers takes the model's own output.
/// </summary>
internal static class GuidanceRescale
{
    /// <summary>Moves the deviation of the guided v towards that of the prompt's v.</summary>
    /// <param name="x">The noisy latent of one picture.</param>
    /// <param name="sigma">Its noise level.</param>
    /// <param name="conditional">The prompt's clean latent.</param>
    /// <param name="guided">The guided clean latent.</param>
    /// <param name="phi">0 leaves it, 1 takes the prompt's deviation.</param>
    /// <returns>The clean latent of the rescaled v.</returns>
    public static Latent Apply(Latent x, double sigma, Latent conditional, Latent guided, double phi)
    {
        if (phi == 0 || ReferenceEquals(guided, conditional))
        {
            return guided;
        }

        // v = (x − (1 + sigma²)·denoised) / (sigma·√(1 + sigma²)); the divisor cancels.
        var n = 1 + (sigma * sigma);
        var v = x - (guided * n);
        var vConditional = x - (conditional * n);
        var deviation = Deviation(v.Values);
        var factor = deviation == 0 ? 1 : (phi * Deviation(vConditional.Values) / deviation) + (1 - phi);
        return (x - (v * factor)) / n;
    }

    private static double Deviation(ReadOnlySpan<double> values)
    {
        double sum = 0, squares = 0;
        foreach (var value in values)
        {
            sum += value;
        }

        var mean = sum / values.Length;
        foreach (var value in values)
        {
            squares += (value - mean) * (value - mean);
        }

        return Math.Sqrt(squares / values.Length);
    }
}
