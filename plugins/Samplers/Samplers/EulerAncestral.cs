using Atelier.Sampling;
using Atelier.Tensors;

namespace Atelier.Samplers;

/// <summary>
/// Euler steps that go lower than the schedule and make up for it with fresh noise. k-diffusion: <c>sample_euler_ancestral</c>.
/// </summary>
internal sealed class EulerAncestral : ISampler
{
    public string Name => "euler_ancestral";

    public string Label => "Euler a";

    public IReadOnlyList<string> Aliases => ["sample_euler_ancestral", "k_euler_a", "k_euler_ancestral"];

    public string Description => "Euler's method with fresh noise at each step: one evaluation a step.";

    public IReadOnlyList<PartOption> Options { get; } = [KnownOptions.Eta, KnownOptions.SNoise];

    public Latent Sample(IDenoiser model, Latent x, ReadOnlySpan<double> sigmas, SamplingContext context)
    {
        for (var i = 0; i < sigmas.Length - 1; i++)
        {
            var denoised = model.Denoise(x, sigmas[i]).Guided;
            context.Report(i, sigmas[i], denoised);
            var step = model.AncestralStep(sigmas[i], sigmas[i + 1], context.Options["eta"]);
            var d = SamplerMath.Derivative(x, sigmas[i], denoised);
            x += d * (step.Down - sigmas[i]);
            x = Ancestral.Renoise(x, step, sigmas[i], sigmas[i + 1], context);
        }

        return x;
    }
}
