using Atelier.Sampling;
using Atelier.Tensors;
using static Atelier.Samplers.SamplerMath;

namespace Atelier.Samplers;

/// <summary>
/// DPM-Solver++(2S) (Lu et al. 2022b, Algorithm 1) with fresh noise after each step. k-diffusion: <c>sample_dpmpp_2s_ancestral</c>.
/// </summary>
internal sealed class Dpmpp2SAncestral : ISampler
{
    public string Name => "dpmpp_2s_ancestral";

    public string Label => "DPM++ 2S a";

    public IReadOnlyList<string> Aliases => ["sample_dpmpp_2s_ancestral", "k_dpmpp_2s_a"];

    public string Description => "DPM-Solver++(2S) with fresh noise at each step: two evaluations a step (Lu et al. 2022).";

    public string DefaultSchedule => "karras";

    public IReadOnlyList<PartOption> Options { get; } = [KnownOptions.Eta, KnownOptions.SNoise];

    public Latent Sample(IDenoiser model, Latent x, ReadOnlySpan<double> sigmas, SamplingContext context)
    {
        for (var i = 0; i < sigmas.Length - 1; i++)
        {
            var denoised = model.Denoise(x, sigmas[i]).Guided;
            context.Report(i, sigmas[i], denoised);
            var step = model.AncestralStep(sigmas[i], sigmas[i + 1], context.Options["eta"]);
            if (step.Down > 0)
            {
                // The prediction halfway down in log sigma stands for the whole step; to 0 there is no halfway, and the first one does.
                var h = Math.Log(sigmas[i] / step.Down);
                var mid = Between(sigmas[i], step.Down, 0.5);
                var x2 = (x * (mid / sigmas[i])) - (denoised * Expm1(-h / 2));
                denoised = model.Denoise(x2, mid).Guided;
            }

            x = (x * (step.Down / sigmas[i])) + (denoised * (1 - (step.Down / sigmas[i])));
            x = Ancestral.Renoise(x, step, sigmas[i], sigmas[i + 1], context);
        }

        return x;
    }
}
