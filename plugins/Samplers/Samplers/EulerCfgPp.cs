using Atelier.Sampling;
using Atelier.Tensors;

namespace Atelier.Samplers;

/// <summary>
/// CFG++ (Chung et al. 2024): steps to the guided prediction, but along the noise that the model sees without the prompt. Wants
/// scales of about 1. ComfyUI: <c>sample_euler_cfg_pp</c>.
/// </summary>
internal sealed class EulerCfgPp : ISampler
{
    public string Name => "euler_cfg_pp";

    public string Label => "Euler CFG++";

    public IReadOnlyList<string> Aliases => ["sample_euler_cfg_pp"];

    public string Description => "Euler's method with CFG++: one evaluation a step, guidance scales of about 1 (Chung et al. 2024).";

    public bool NeedsUnconditional => true;

    public Latent Sample(IDenoiser model, Latent x, ReadOnlySpan<double> sigmas, SamplingContext context)
    {
        for (var i = 0; i < sigmas.Length - 1; i++)
        {
            var denoised = model.Denoise(x, sigmas[i]);
            context.Report(i, sigmas[i], denoised.Guided);
            var d = SamplerMath.Derivative(x, sigmas[i], denoised.Unconditional ?? denoised.Guided);
            x = denoised.Guided + (d * sigmas[i + 1]);
        }

        return x;
    }
}
