using Atelier.Sampling;

namespace Atelier.Samplers.Schedules;

/// <summary>
/// Timesteps at even quantiles of the beta distribution with both parameters 0.6: more at both ends (Lee et al. 2024). ComfyUI:
/// <c>beta_scheduler</c>, which rounds to whole timesteps and drops repeated ones; these stay fractional. A1111's takes the quantiles of
/// sigma itself instead of the timestep.
/// </summary>
internal sealed class Beta : ISigmaSchedule
{
    private const double Shape = 0.6;

    public string Name => "beta";

    public string Label => "Beta";

    public string Description => "Timesteps at quantiles of a beta distribution: more at both ends (Lee et al. 2024).";

    public double[] Sigmas(SigmaRequest request)
    {
        var (start, end) = (request.Table.TimestepAt(request.SigmaMax), request.Table.TimestepAt(request.SigmaMin));
        var sigmas = new double[request.Steps + 1];
        for (var i = 0; i < request.Steps; i++)
        {
            // The distribution is symmetric: the quantile of the way left is that of the way gone, from the other end.
            var gone = BetaDistribution.Quantile((double)i / request.Steps, Shape);
            sigmas[i] = request.Table.SigmaAt(start + ((end - start) * gone));
        }

        return sigmas;
    }
}
