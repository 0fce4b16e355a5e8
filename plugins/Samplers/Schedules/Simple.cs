using Atelier.Sampling;

namespace Atelier.Samplers.Schedules;

/// <summary>Every so manieth training timestep, counted from the largest. A1111 and ComfyUI: <c>simple_scheduler</c>.</summary>
internal sealed class Simple : ISigmaSchedule
{
    public string Name => "simple";

    public string Label => "Simple";

    public string Description => "Training timesteps at even distances, counted from the largest.";

    public double[] Sigmas(SigmaRequest request)
    {
        var table = TableSteps.AtLeast(request, Name);
        var sigmas = new double[request.Steps + 1];
        for (var i = 0; i < request.Steps; i++)
        {
            sigmas[i] = table[^(1 + (int)(i * ((double)table.Length / request.Steps)))];
        }

        return sigmas;
    }
}
