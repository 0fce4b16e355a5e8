using Atelier.Sampling;

namespace Atelier.Samplers.Schedules;

/// <summary>Polynomial in log sigma. k-diffusion: <c>get_sigmas_polyexponential</c>.</summary>
internal sealed class Polyexponential : ISigmaSchedule
{
    private const double DefaultRho = 1;

    public string Name => "polyexponential";

    public string Label => "Polyexponential";

    public IReadOnlyList<string> Aliases => ["get_sigmas_polyexponential"];

    public string Description => "A power rho of the way in log sigma, rho 1 by default (then it is exponential).";

    public double[] Sigmas(SigmaRequest request)
    {
        var (min, max) = (Math.Log(request.SigmaMin), Math.Log(request.SigmaMax));
        var rho = request.Rho ?? DefaultRho;
        return Ramp.Down(request.Steps, fraction => Math.Exp(Ramp.Mix(min, max, Math.Pow(1 - fraction, rho))));
    }
}
