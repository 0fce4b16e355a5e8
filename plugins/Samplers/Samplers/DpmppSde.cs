using Atelier.Samplers.Noise;
using Atelier.Sampling;
using Atelier.Tensors;
using static Atelier.Samplers.SamplerMath;

namespace Atelier.Samplers;

/// <summary>
/// DPM-Solver++ for the stochastic equation, two evaluations a step (Lu et al. 2022b; Katherine Crowson).
/// k-diffusion: <c>sample_dpmpp_sde</c>.
/// </summary>
internal sealed class DpmppSde : ISampler
{
    public string Name => "dpmpp_sde";

    public string Label => "DPM++ SDE";

    public IReadOnlyList<string> Aliases => ["sample_dpmpp_sde", "k_dpmpp_sde"];

    public string Description => "DPM-Solver++ (stochastic): two evaluations a step, on a Brownian path (Lu et al. 2022).";

    public string DefaultSchedule => "karras";

    public IReadOnlyList<PartOption> Options { get; } =
        [KnownOptions.Eta, KnownOptions.SNoise, new("r", 0.5, 0.05, 1, "Where in the step, in log sigma, the second evaluation is made.")];

    public INoiseSource OpenNoise(NoiseContext context) => new BrownianNoise(context);

    public Latent Sample(IDenoiser model, Latent x, ReadOnlySpan<double> sigmas, SamplingContext context)
    {
        var (eta, r) = (context.Options["eta"], context.Options["r"]);
        for (var i = 0; i < sigmas.Length - 1; i++)
        {
            var (sigma, next) = (sigmas[i], sigmas[i + 1]);
            var denoised = model.Denoise(x, sigma).Guided;
            context.Report(i, sigma, denoised);
            if (next == 0)
            {
                x = denoised;
                continue;
            }

            // Step 1: down to the level between, along the path.
            var s = Between(sigma, next, r);
            var x2 = Advance(x, denoised, s);

            // Step 2: the whole step, with the prediction moved towards what was seen between.
            var fac = 1 / (2 * r);
            var denoised2 = model.Denoise(x2, s).Guided;
            x = Advance(x, (denoised * (1 - fac)) + (denoised2 * fac), next);

            Latent Advance(Latent x, Latent denoised, double to)
            {
                var step = model.AncestralStep(sigma, to, eta);
                x = (x * (step.Down / sigma)) + (denoised * (1 - (step.Down / sigma)));
                return Ancestral.Renoise(x, step, sigma, to, context);
            }
        }

        return x;
    }
}
