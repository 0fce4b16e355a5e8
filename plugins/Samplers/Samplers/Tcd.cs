using Atelier.Sampling;
using Atelier.Tensors;

namespace Atelier.Samplers;

/// <summary>
/// Trajectory consistency distillation (Zheng et al. 2024, strategic stochastic sampling): go to a timestep below the next
/// one, then add noise up to it. diffusers: <c>TCDScheduler</c>.
/// </summary>
internal sealed class Tcd : ISampler
{
    public string Name => "tcd";

    public string Label => "TCD";

    public IReadOnlyList<string> Aliases => ["sample_tcd"];

    public string Description => "For models distilled by trajectory consistency: one evaluation a step, few steps (Zheng et al. 2024).";

    public string DefaultSchedule => "sgm_uniform";

    public IReadOnlyList<PartOption> Options { get; } =
        [new("eta", 0.3, 0, 1, "The paper's gamma: 0 is deterministic, 1 adds all of the next level's noise anew.")];

    public Latent Sample(IDenoiser model, Latent x, ReadOnlySpan<double> sigmas, SamplingContext context)
    {
        for (var i = 0; i < sigmas.Length - 1; i++)
        {
            var denoised = model.Denoise(x, sigmas[i]).Guided;
            context.Report(i, sigmas[i], denoised);
            var eps = SamplerMath.Derivative(x, sigmas[i], denoised);
            var down = Down(model.Table, sigmas[i + 1], context.Options["eta"]);
            x = denoised + (eps * down);
            if (down < sigmas[i + 1])
            {
                var up = Math.Sqrt((sigmas[i + 1] * sigmas[i + 1]) - (down * down));
                x += context.Noise.Next(sigmas[i], sigmas[i + 1]) * up;
            }
        }

        return x;
    }

    /// <summary>The noise level of the timestep (1 − eta)·t, in whole timesteps as the models were distilled.</summary>
    private static double Down(ISigmaTable table, double sigmaNext, double eta)
    {
        if (eta == 0 || sigmaNext == 0)
        {
            return sigmaNext;
        }

        // A whole timestep that came back from its noise level may lie a rounding error below itself.
        var t = Math.Floor(((1 - eta) * table.TimestepAt(sigmaNext)) + 1e-6);
        return Math.Min(table.SigmaAt(t), sigmaNext);
    }
}
