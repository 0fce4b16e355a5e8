using Atelier.Sampling;

namespace Atelier.Samplers.Schedules;

/// <summary>
/// Every so manieth training timestep, counted from the second smallest (Song et al. 2020, as CompVis/latent-diffusion has it). A1111:
/// DDIM; ComfyUI: <c>ddim_scheduler</c>; diffusers: <c>leading</c> with an offset of 1. A1111 and ComfyUI give a step more where the table
/// does not divide evenly; like diffusers this gives as many as were asked for.
/// </summary>
internal sealed class DdimUniform : ISigmaSchedule
{
    public string Name => "ddim_uniform";

    public string Label => "DDIM";

    public IReadOnlyList<string> Aliases => ["leading"];

    public string Description => "Training timesteps at even distances, counted from the smallest.";

    public double[] Sigmas(SigmaRequest request)
    {
        var table = TableSteps.AtLeast(request, Name);
        var stride = table.Length / request.Steps;
        var offset = Math.Min(1, table.Length - 1 - (stride * (request.Steps - 1)));
        var sigmas = new double[request.Steps + 1];
        for (var i = 0; i < request.Steps; i++)
        {
            sigmas[request.Steps - 1 - i] = table[offset + (i * stride)];
        }

        return sigmas;
    }
}
