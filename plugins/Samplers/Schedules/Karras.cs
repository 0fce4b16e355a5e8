using Atelier.Sampling;

namespace Atelier.Samplers.Schedules;

/// <summary>Karras et al. (2022), eq. 5. k-diffusion: <c>get_sigmas_karras</c>.</summary>
internal sealed class Karras : ISigmaSchedule
{
    private const double DefaultRho = 7;

    public string Name => "karras";

    public string Label => "Karras";

    public IReadOnlyList<string> Aliases => ["get_sigmas_karras"];

    public string Description => "Even in sigma^(1/rho), rho 7 by default: short steps near the end (Karras et al. 2022).";

    public double[] Sigmas(SigmaRequest request) =>
        [.. Levels(request.Steps, request.SigmaMin, request.SigmaMax, request.Rho ?? DefaultRho), 0];

    /// <summary>The levels from the largest to the smallest, both included.</summary>
    public static double[] Levels(int count, double sigmaMin, double sigmaMax, double rho = DefaultRho)
    {
        var (min, max) = (Math.Pow(sigmaMin, 1 / rho), Math.Pow(sigmaMax, 1 / rho));
        return Ramp.Levels(count, fraction => Math.Pow(max + (fraction * (min - max)), rho));
    }
}
