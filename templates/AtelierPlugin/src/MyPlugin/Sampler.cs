using Atelier;
using Atelier.Sampling;
using Atelier.Tensors;

namespace MyPlugin;

/// <summary>Euler's method, with some of the noise made anew at each step.</summary>
internal sealed class Sampler : ISampler
{
    // What requests say.
    public string Name => "my_sampler";

    // What people read.
    public string Label => "MyPlugin";

    public string Description => "Euler's method with a little fresh noise at each step.";

    // A request sets it with "samplerOptions": { "fresh": 0.8 }, the command line with --set fresh=0.8.
    public IReadOnlyList<PartOption> Options { get; } =
        [new("fresh", Default: 0.3, Minimum: 0, Maximum: 1, "How much of the noise is made anew at each step")];

    public Latent Sample(IDenoiser model, Latent x, ReadOnlySpan<double> sigmas, SamplingContext context)
    {
        for (var i = 0; i < sigmas.Length - 1; i++)
        {
            var (sigma, sigmaNext) = (sigmas[i], sigmas[i + 1]);

            // What the picture would be without its noise. Cancellation, guidance and prompts are in there.
            var denoised = model.Denoise(x, sigma).Guided;
            context.Report(i, sigma, denoised);

            // A step towards it, a little further than asked for ...
            var step = model.AncestralStep(sigma, sigmaNext, context.Options["fresh"]);
            x += (x - denoised) * ((step.Down - sigma) / sigma);

            // ... and fresh noise instead.
            x *= step.Scale;
            if (step.Up > 0)
            {
                x += context.Noise.Next(sigma, sigmaNext) * step.Up;
            }
        }

        return x;
    }
}
