using Atelier.Sampling;

namespace Atelier.Samplers.Schedules;

/// <summary>Even in log sigma. k-diffusion: <c>get_sigmas_exponential</c>.</summary>
internal sealed class Exponential : ISigmaSchedule
{
    public string Name => "exponential";

    public string Label => "Exponential";

    public IReadOnlyList<string> Aliases => ["get_sigmas_exponential"];

    public string Description => "Even in log sigma.";

    public double[] Sigmas(SigmaRequest request)
    {
        var (min, max) = (Math.Log(request.SigmaMin), Math.Log(request.SigmaMax));
        return Ramp.Down(request.Steps, fraction => Math.Exp(Ramp.Mix(max, min, fraction)));
    }
}
