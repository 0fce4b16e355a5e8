using Atelier.Sampling;

namespace Atelier.Samplers.Schedules;

/// <summary>
/// First half of the steps evenly over the first 2.5 % of the noise, the rest along a parabola that joins smoothly and ends in 0
/// (Polyak et al. 2024, Movie Gen). ComfyUI: <c>linear_quadratic_schedule</c>.
/// </summary>
internal sealed class LinearQuadratic : ISigmaSchedule
{
    private const double Threshold = 0.025;

    public string Name => "linear_quadratic";

    public string Label => "Linear Quadratic";

    public string Description => "Tiny even steps for the first half, then a parabola down to 0 (Movie Gen, 2024).";

    public double[] Sigmas(SigmaRequest request)
    {
        var n = request.Steps;
        var linear = n / 2;
        var sigmas = new double[n + 1];
        for (var i = 0; i < n; i++)
        {
            sigmas[i] = request.SigmaMax * (1 - Removed(i));
        }

        return sigmas;

        double Removed(int i)
        {
            if (i == 0)
            {
                return 0;
            }

            // Both pieces have the same slope where they meet.
            var slope = Threshold / linear;
            var over = Math.Max(0, i - linear);
            var rest = n - linear;
            return (slope * i) + ((1 - (slope * n)) * over * over / ((double)rest * rest));
        }
    }
}
