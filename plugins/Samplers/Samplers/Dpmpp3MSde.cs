using Atelier.Samplers.Noise;
using Atelier.Sampling;
using Atelier.Tensors;
using static Atelier.Samplers.SamplerMath;

namespace Atelier.Samplers;

/// <summary>DPM-Solver++(3M) for the stochastic equation (Katherine Crowson). k-diffusion: <c>sample_dpmpp_3m_sde</c>.</summary>
internal sealed class Dpmpp3MSde : ISampler
{
    public string Name => "dpmpp_3m_sde";

    public string Label => "DPM++ 3M SDE";

    public IReadOnlyList<string> Aliases => ["sample_dpmpp_3m_sde", "k_dpmpp_3m_sde"];

    public string Description => "DPM-Solver++(3M) SDE: one evaluation a step, on a Brownian path.";

    public string DefaultSchedule => "exponential";

    public IReadOnlyList<PartOption> Options { get; } = [KnownOptions.Eta, KnownOptions.SNoise];

    public INoiseSource OpenNoise(NoiseContext context) => new BrownianNoise(context);

    public Latent Sample(IDenoiser model, Latent x, ReadOnlySpan<double> sigmas, SamplingContext context)
    {
        var (eta, noise) = (context.Options["eta"], context.Options["s_noise"]);
        Latent? denoised1 = null, denoised2 = null;
        double h1 = 0, h2 = 0;
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
            if (denoised1 is not null)
            {
                var phi2 = (Expm1(-hEta) / hEta) + 1;
                var (r0, r1) = (h1 / h, h2 / h);
                var d1 = (denoised - denoised1) / r0;
                if (denoised2 is not null)
                {
                    var phi3 = (phi2 / hEta) - 0.5;
                    var d2 = (d1 - ((denoised1 - denoised2) / r1)) / (r0 + r1);
                    d1 += d2 * r0;
                    x -= d2 * phi3;
                }

                x += d1 * phi2;
            }

            if (eta > 0)
            {
                x += context.Noise.Next(sigmas[i], sigmas[i + 1]) * (noise * sigmas[i + 1] * Math.Sqrt(-Expm1(-2 * eta * h)));
            }

            (denoised2, denoised1) = (denoised1, denoised);
            (h2, h1) = (h1, h);
        }

        return x;
    }
}
