using Atelier.Sampling;
using Atelier.Tensors;
using static Atelier.Samplers.SamplerMath;

namespace Atelier.Samplers;

/// <summary>
/// DPM-Solver++(2M) (Lu et al. 2022b, Algorithm 2). k-diffusion: <c>sample_dpmpp_2m</c>; diffusers: <c>DPMSolverMultistepScheduler</c>.
/// </summary>
internal sealed class Dpmpp2M : ISampler
{
    public string Name => "dpmpp_2m";

    public string Label => "DPM++ 2M";

    public IReadOnlyList<string> Aliases => ["sample_dpmpp_2m", "k_dpmpp_2m"];

    public string Description => "DPM-Solver++(2M): one evaluation a step, second order (Lu et al. 2022).";

    public string DefaultSchedule => "karras";

    public IReadOnlyList<PartOption> Options { get; } =
        [new("lower_order_final", 0, 0, 1,
            "1 makes the last step first order even where it ends above 0, as diffusers does below 15 steps.")];

    public Latent Sample(IDenoiser model, Latent x, ReadOnlySpan<double> sigmas, SamplingContext context)
    {
        Latent? old = null;
        for (var i = 0; i < sigmas.Length - 1; i++)
        {
            var denoised = model.Denoise(x, sigmas[i]).Guided;
            context.Report(i, sigmas[i], denoised);
            var h = Math.Log(sigmas[i] / sigmas[i + 1]);
            var first = sigmas[i + 1] == 0 || (i == sigmas.Length - 2 && context.Options["lower_order_final"] == 1);
            var denoisedD = denoised;
            if (old is not null && !first)
            {
                var r = Math.Log(sigmas[i - 1] / sigmas[i]) / h;
                denoisedD += (denoised - old) / (2 * r);
            }

            x = (x * (sigmas[i + 1] / sigmas[i])) - (denoisedD * Expm1(-h));
            old = denoised;
        }

        return x;
    }
}
