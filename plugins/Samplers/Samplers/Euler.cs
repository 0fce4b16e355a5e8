using Atelier.Sampling;
using Atelier.Tensors;

namespace Atelier.Samplers;

/// <summary>Karras et al. (2022), Algorithm 2 without its second-order correction. k-diffusion: <c>sample_euler</c>.</summary>
internal sealed class Euler : ISampler
{
    public string Name => "euler";

    public string Label => "Euler";

    public IReadOnlyList<string> Aliases => ["sample_euler", "k_euler"];

    public string Description => "Euler's method: one evaluation a step, first order (Karras et al. 2022).";

    public IReadOnlyList<PartOption> Options => KnownOptions.Churn;

    public Latent Sample(IDenoiser model, Latent x, ReadOnlySpan<double> sigmas, SamplingContext context)
    {
        for (var i = 0; i < sigmas.Length - 1; i++)
        {
            var sigmaHat = Churn.Raise(ref x, sigmas[i], sigmas.Length - 1, context);
            var denoised = model.Denoise(x, sigmaHat).Guided;
            context.Report(i, sigmas[i], denoised);
            var d = SamplerMath.Derivative(x, sigmaHat, denoised);
            x += d * (sigmas[i + 1] - sigmaHat);
        }

        return x;
    }
}
