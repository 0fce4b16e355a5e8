using Atelier.Samplers.Noise;
using Atelier.Sampling;
using Atelier.Tensors;
using static Atelier.Samplers.SamplerMath;

namespace Atelier.Samplers;

/// <summary>DPM-Solver++(2M) for the stochastic equation (Lu et al. 2022b). k-diffusion: <c>sample_dpmpp_2m_sde</c>.</summary>
internal sealed class Dpmpp2MSde : ISampler
{
    public string Name => "dpmpp_2m_sde";

    public string Label => "DPM++ 2M SDE";

    public IReadOnlyList<string> Aliases => ["sample_dpmpp_2m_sde", "k_dpmpp_2m_sde"];

    public string Description => "DPM-Solver++(2M) SDE: one evaluation a step, on a Brownian path (Lu et al. 2022).";

    public string DefaultSchedule => "exponential";

    public IReadOnlyList<PartOption> Options { get; } =
        [KnownOptions.Eta, KnownOptions.SNoise,
            new("solver", 0, 0, 1, "0 is k-diffusion's midpoint, 1 its heun (A1111's DPM++ 2M SDE Heun).")];

    public INoiseSource OpenNoise(NoiseContext context) => new BrownianNoise(context);

    public Latent Sample(IDenoiser model, Latent x, ReadOnlySpan<double> sigmas, SamplingContext context)
    {
        var (eta, noise) = (context.Options["eta"], context.Options["s_noise"]);
        Latent? old = null;
        var hLast = 0.0;
        for (var i = 0; i < sigmas.Length - 1; i++)
        {
            var denoised = model.Denoise(x, sigmas[i]).Guided;
            context.Report(i, sigmas[i], denoised);
            if (sigmas[i + 1] == 0)
            {
                x = denoised;
                continue;
            }

            var h = Math.Log(sigmas[i] / sigmas[i + 1]);
            var hEta = h * (1 + eta);
            x = (x * Math.Exp(-hEta)) - (denoised * Expm1(-hEta));
            if (old is not null)
            {
                var r = hLast / h;
                var weight = context.Options["solver"] >= 1 ? (Expm1(-hEta) / hEta) + 1 : -Expm1(-hEta) / 2;
                x += (denoised - old) * (weight / r);
            }

            if (eta > 0)
            {
                x += context.Noise.Next(sigmas[i], sigmas[i + 1]) * (noise * sigmas[i + 1] * Math.Sqrt(-Expm1(-2 * eta * h)));
            }

            (old, hLast) = (denoised, h);
        }

        return x;
    }
}
