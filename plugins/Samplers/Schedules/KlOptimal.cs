using Atelier.Sampling;

namespace Atelier.Samplers.Schedules;

/// <summary>
/// Even in the arc tangent of sigma: least Kullback–Leibler divergence for Gaussian data (Sabour et al. 2024). ComfyUI:
/// <c>kl_optimal_scheduler</c>. A1111's ends at the smallest level instead of 0; this, like ComfyUI's, goes on to 0.
/// </summary>
internal sealed class KlOptimal : ISigmaSchedule
{
    public string Name => "kl_optimal";

    public string Label => "KL Optimal";

    public string Description => "Even in the arc tangent of sigma (Sabour et al. 2024).";

    public double[] Sigmas(SigmaRequest request)
    {
        var (min, max) = (Math.Atan(request.SigmaMin), Math.Atan(request.SigmaMax));
        return Ramp.Down(request.Steps, fraction => Math.Tan(Ramp.Mix(max, min, fraction)));
    }
}
