using Atelier.Sampling;
using Atelier.Tensors;

namespace Atelier.Samplers;

/// <summary>
/// Song et al. (2020), eq. 12 and 16. In x0 + sigma·noise its deviation sigma_t(eta) is that of an ancestral step.
/// diffusers: <c>DDIMScheduler</c>.
/// </summary>
internal sealed class Ddim : ISampler
{
    public string Name => "ddim";

    public string Label => "DDIM";

    public IReadOnlyList<string> Aliases => ["sample_ddim"];

    public string Description => "Denoising diffusion implicit models: one evaluation a step, deterministic by default (Song et al. 2020).";

    public string DefaultSchedule => "ddim_uniform";

    public IReadOnlyList<PartOption> Options { get; } = [KnownOptions.EtaOff, KnownOptions.SNoise];

    public Latent Sample(IDenoiser model, Latent x, ReadOnlySpan<double> sigmas, SamplingContext context)
    {
        for (var i = 0; i < sigmas.Length - 1; i++)
        {
            var denoised = model.Denoise(x, sigmas[i]).Guided;
            context.Report(i, sigmas[i], denoised);
            var step = model.AncestralStep(sigmas[i], sigmas[i + 1], context.Options["eta"]);
            var eps = SamplerMath.Derivative(x, sigmas[i], denoised);
            x = Ancestral.Renoise(denoised + (eps * step.Down), step, sigmas[i], sigmas[i + 1], context);
        }

        return x;
    }
}
