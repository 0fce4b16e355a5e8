using Atelier.Sampling;
using Atelier.Tensors;

namespace Atelier.Samplers;

/// <summary>
/// Multistep consistency sampling for latent consistency models (Luo et al. 2023): predict, then add all of the next level's
/// noise anew. diffusers: <c>LCMScheduler</c>.
/// </summary>
internal sealed class Lcm : ISampler
{
    /// <summary>The deviation of the data that the boundary condition is written for.</summary>
    private const double SigmaData = 0.5;

    public string Name => "lcm";

    public string Label => "LCM";

    public IReadOnlyList<string> Aliases => ["sample_lcm"];

    public string Description => "For latent consistency models: one evaluation a step, 4 to 8 steps (Luo et al. 2023).";

    public string DefaultSchedule => "sgm_uniform";

    public IReadOnlyList<PartOption> Options { get; } =
        [KnownOptions.SNoise,
            new("timestep_scaling", 10, 0, 100, "How sharply the model's boundary condition falls off with the timestep.")];

    public Latent Sample(IDenoiser model, Latent x, ReadOnlySpan<double> sigmas, SamplingContext context)
    {
        for (var i = 0; i < sigmas.Length - 1; i++)
        {
            var predicted = model.Denoise(x, sigmas[i]).Guided;
            var t = model.Table.TimestepAt(sigmas[i]) * context.Options["timestep_scaling"];
            var norm = (t * t) + (SigmaData * SigmaData);
            var (cSkip, cOut) = (SigmaData * SigmaData / norm, t / Math.Sqrt(norm));

            // The condition is stated for the variance-preserving latent.
            var denoised = (predicted * cOut) + (x * (cSkip / Math.Sqrt(1 + (sigmas[i] * sigmas[i]))));
            context.Report(i, sigmas[i], denoised);
            x = sigmas[i + 1] > 0
                ? denoised + (context.Noise.Next(sigmas[i], sigmas[i + 1]) * (sigmas[i + 1] * context.Options["s_noise"]))
                : denoised;
        }

        return x;
    }
}
