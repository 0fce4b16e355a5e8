using Atelier.Sampling;

namespace Atelier.Samplers.Schedules;

/// <summary>
/// Even timesteps that leave out the smallest (Stability-AI/generative-models). A1111: <c>sgm_uniform</c>; diffusers: <c>linspace</c> of
/// its multistep solvers.
/// </summary>
internal sealed class SgmUniform : ISigmaSchedule
{
    public string Name => "sgm_uniform";

    public string Label => "SGM Uniform";

    public IReadOnlyList<string> Aliases => ["SGMUniform"];

    public string Description => "Even timesteps from the largest, without the smallest.";

    public double[] Sigmas(SigmaRequest request)
    {
        var (start, end) = (request.Table.TimestepAt(request.SigmaMax), request.Table.TimestepAt(request.SigmaMin));
        var sigmas = Ramp.Levels(request.Steps + 1, fraction => request.Table.SigmaAt(Ramp.Mix(start, end, fraction)));
        sigmas[^1] = 0;
        return sigmas;
    }
}
