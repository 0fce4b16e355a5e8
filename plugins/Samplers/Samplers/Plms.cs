using Atelier.Sampling;
using Atelier.Tensors;

namespace Atelier.Samplers;

/// <summary>
/// Pseudo linear multistep (Liu et al. 2022), started as in CompVis/latent-diffusion by a pseudo improved Euler step.
/// diffusers: <c>PNDMScheduler</c> with <c>skip_prk_steps</c>.
/// </summary>
internal sealed class Plms : ISampler
{
    // Adams–Bashforth on even steps, by how many predictions there are.
    private static readonly double[][] Weights =
    [
        [1],
        [3 / 2d, -1 / 2d],
        [23 / 12d, -16 / 12d, 5 / 12d],
        [55 / 24d, -59 / 24d, 37 / 24d, -9 / 24d],
    ];

    public string Name => "plms";

    public string Label => "PLMS";

    public IReadOnlyList<string> Aliases => ["sample_plms", "pndm"];

    public string Description => "Pseudo linear multistep: one evaluation a step and one more at the start (Liu et al. 2022).";

    public string DefaultSchedule => "ddim_uniform";

    public Latent Sample(IDenoiser model, Latent x, ReadOnlySpan<double> sigmas, SamplingContext context)
    {
        var old = new List<Latent>();
        for (var i = 0; i < sigmas.Length - 1; i++)
        {
            var denoised = model.Denoise(x, sigmas[i]).Guided;
            context.Report(i, sigmas[i], denoised);
            old.Remember(SamplerMath.Derivative(x, sigmas[i], denoised));
            var eps = old.WeightedSum(Weights[Math.Min(i, 3)]);
            var dt = sigmas[i + 1] - sigmas[i];
            if (i == 0 && sigmas[1] > 0)
            {
                var x2 = x + (eps * dt);
                eps = (eps + SamplerMath.Derivative(x2, sigmas[1], model.Denoise(x2, sigmas[1]).Guided)) / 2;
            }

            x += eps * dt;
        }

        return x;
    }
}
