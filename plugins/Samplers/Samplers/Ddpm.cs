using Atelier.Sampling;
using Atelier.Tensors;

namespace Atelier.Samplers;

/// <summary>
/// Ho et al. (2020), eq. 7: draws from the posterior of the level below, given the predicted clean latent. In x0 + sigma·noise that is an
/// ancestral step with all of its noise. diffusers: <c>DDPMScheduler</c> with the small fixed variance, without clipping.
/// </summary>
internal sealed class Ddpm : ISampler
{
    public string Name => "ddpm";

    public string Label => "DDPM";

    public IReadOnlyList<string> Aliases => ["sample_ddpm"];

    public string Description => "Denoising diffusion probabilistic models: one evaluation a step, wants many (Ho et al. 2020).";

    public string DefaultSchedule => "ddim_uniform";

    public IReadOnlyList<PartOption> Options { get; } = [KnownOptions.SNoise];

    public Latent Sample(IDenoiser model, Latent x, ReadOnlySpan<double> sigmas, SamplingContext context)
    {
        for (var i = 0; i < sigmas.Length - 1; i++)
        {
            var denoised = model.Denoise(x, sigmas[i]).Guided;
            context.Report(i, sigmas[i], denoised);
            var step = model.AncestralStep(sigmas[i], sigmas[i + 1], 1);
            var mean = denoised + ((x - denoised) * (step.Down / sigmas[i]));
            x = Ancestral.Renoise(mean, step, sigmas[i], sigmas[i + 1], context);
        }

        return x;
    }
}
