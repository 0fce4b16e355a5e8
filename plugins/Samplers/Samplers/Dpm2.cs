using Atelier.Sampling;
using Atelier.Tensors;

namespace Atelier.Samplers;

/// <summary>DPM-Solver-2 (Lu et al. 2022) within Karras et al. (2022), Algorithm 2. k-diffusion: <c>sample_dpm_2</c>.</summary>
internal sealed class Dpm2 : ISampler
{
    public string Name => "dpm_2";

    public string Label => "DPM2";

    public IReadOnlyList<string> Aliases => ["sample_dpm_2", "k_dpm_2"];

    public string Description => "Midpoint method in log sigma: two evaluations a step, second order (Lu et al. 2022).";

    public string DefaultSchedule => "karras";

    public IReadOnlyList<PartOption> Options => KnownOptions.Churn;

    public Latent Sample(IDenoiser model, Latent x, ReadOnlySpan<double> sigmas, SamplingContext context)
    {
        for (var i = 0; i < sigmas.Length - 1; i++)
        {
            var sigmaHat = Churn.Raise(ref x, sigmas[i], sigmas.Length - 1, context);
            var denoised = model.Denoise(x, sigmaHat).Guided;
            context.Report(i, sigmas[i], denoised);
            var d = SamplerMath.Derivative(x, sigmaHat, denoised);
            if (sigmas[i + 1] > 0)
            {
                // The derivative halfway down; to 0 there is no halfway in log sigma, and Euler's step stands.
                var mid = SamplerMath.Between(sigmaHat, sigmas[i + 1], 0.5);
                var x2 = x + (d * (mid - sigmaHat));
                d = SamplerMath.Derivative(x2, mid, model.Denoise(x2, mid).Guided);
            }

            x += d * (sigmas[i + 1] - sigmaHat);
        }

        return x;
    }
}
