using Atelier.Sampling;

namespace Atelier.Samplers.Schedules;

/// <summary>Even timesteps down to the smallest. A1111: Normal and Uniform; ComfyUI: <c>normal_scheduler</c>.</summary>
internal sealed class Normal : ISigmaSchedule
{
    public string Name => "normal";

    public string Label => "Normal";

    public IReadOnlyList<string> Aliases => ["Uniform", "linspace"];

    public string Description => "Even timesteps from the largest to the smallest.";

    public double[] Sigmas(SigmaRequest request)
    {
        var (start, end) = (request.Table.TimestepAt(request.SigmaMax), request.Table.TimestepAt(request.SigmaMin));
        return Ramp.Down(request.Steps, fraction => request.Table.SigmaAt(Ramp.Mix(start, end, fraction)));
    }
}
