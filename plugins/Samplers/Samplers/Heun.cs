using Atelier.Sampling;
using Atelier.Tensors;

namespace Atelier.Samplers;

/// <summary>Karras et al. (2022), Algorithm 2. k-diffusion: <c>sample_heun</c>.</summary>
internal sealed class Heun : ISampler
{
    public string Name => "heun";

    public string Label => "Heun";

    public IReadOnlyList<string> Aliases => ["sample_heun", "k_heun"];

    public string Description => "Heun's method: two evaluations a step, second order (Karras et al. 2022).";

    public IReadOnlyList<PartOption> Options => KnownOptions.Churn;

    public Latent Sample(IDenoiser model, Latent x, ReadOnlySpan<double> sigmas, SamplingContext context)
    {
        for (var i = 0; i < sigmas.Length - 1; i++)
        {
            var sigmaHat = Churn.Raise(ref x, sigmas[i], sigmas.Length - 1, context);
            var denoised = model.Denoise(x, sigmaHat).Guided;
            context.Report(i, sigmas[i], denoised);
            var d = SamplerMath.Derivative(x, sigmaHat, denoised);
            var dt = sigmas[i + 1] - sigmaHat;
            if (sigmas[i + 1] > 0)
            {
                // Heun's correction; at 0 there is no derivative, and Euler's step stands.
                var x2 = x + (d * dt);
                var d2 = SamplerMath.Derivative(x2, sigmas[i + 1], model.Denoise(x2, sigmas[i + 1]).Guided);
                d = (d + d2) / 2;
            }

            x += d * dt;
        }

        return x;
    }
}
