using Atelier.Sampling;
using Atelier.Tensors;

namespace Atelier.Samplers;

/// <summary>DPM-Solver-2 steps (Lu et al. 2022) with fresh noise after each. k-diffusion: <c>sample_dpm_2_ancestral</c>.</summary>
internal sealed class Dpm2Ancestral : ISampler
{
    public string Name => "dpm_2_ancestral";

    public string Label => "DPM2 a";

    public IReadOnlyList<string> Aliases => ["sample_dpm_2_ancestral", "k_dpm_2_a", "k_dpm_2_ancestral"];

    public string Description => "DPM2 with fresh noise at each step: two evaluations a step.";

    public string DefaultSchedule => "karras";

    public IReadOnlyList<PartOption> Options { get; } = [KnownOptions.Eta, KnownOptions.SNoise];

    public Latent Sample(IDenoiser model, Latent x, ReadOnlySpan<double> sigmas, SamplingContext context)
    {
        for (var i = 0; i < sigmas.Length - 1; i++)
        {
            var denoised = model.Denoise(x, sigmas[i]).Guided;
            context.Report(i, sigmas[i], denoised);
            var step = model.AncestralStep(sigmas[i], sigmas[i + 1], context.Options["eta"]);
            var d = SamplerMath.Derivative(x, sigmas[i], denoised);
            if (step.Down > 0)
            {
                var mid = SamplerMath.Between(sigmas[i], step.Down, 0.5);
                var x2 = x + (d * (mid - sigmas[i]));
                d = SamplerMath.Derivative(x2, mid, model.Denoise(x2, mid).Guided);
            }

            x += d * (step.Down - sigmas[i]);
            x = Ancestral.Renoise(x, step, sigmas[i], sigmas[i + 1], context);
        }

        return x;
    }
}
