using Atelier.Diffusion.Graphs;
using Atelier.Diffusion.Pipeline.Inputs;
using Atelier.Diffusion.Pipeline.Sample;
using Atelier.Sampling;
using Atelier.Tensors;

namespace Atelier.Diffusion.Pipeline;

/// <summary>
/// One walk down the noise levels, from a beginning to clean latents. A picture from words is made in one; a hires fix makes a second, with its
/// own size, steps and sampler in the request, that begins from what the first made.
/// </summary>
internal sealed class Pass(
    LoadedModel model, ResolvedRequest request, IReadOnlyList<PicturePrompt> prompts, BatchWatch watch, CancellationToken cancellation)
{
    /// <summary>Runs the pass.</summary>
    /// <param name="beginning">Where it begins.</param>
    /// <returns>[pictures, channels, height, width].</returns>
    public Latent Run(Beginning beginning)
    {
        // :: Prompts become embeddings for every step.
        watch.Enter("encode");
        var conditioning = prompts.Select(prompt => model.Conditioner(cancellation).Encode(
            prompt.Prompt, prompt.Negative, request.Steps, request.Request.ClipSkip, request.Request.Emphasis, cancellation)).ToArray();

        // :: The noise levels.
        watch.Enter("sample");
        var (all, sigmas) = beginning.Strength.Levels(
            request.Steps, steps => request.Schedule.Sigmas(new SigmaRequest(steps, model.SigmaTable, model.Checkpoint.Family.Id)));

        // :: Each picture's noise, from its own stream; a stochastic sampler goes on where this stops.
        ulong[] seeds = [.. prompts.Select(prompt => prompt.Seed)];
        var streams = Array.ConvertAll(seeds, request.Noise.Open);
        var noise = new NoiseContext(model.LatentShape(seeds.Length, request.Width, request.Height), streams, seeds, request.Noise, all[^2], all[0]);
        var start = beginning.At(new IndependentNoise(noise).Next(sigmas[0], sigmas[0]), sigmas[0]);

        // :: The sampler walks down the levels, asking the denoiser.
        var denoiser = new GuidedDenoiser(
            model.Network(request.Width, request.Height, UNetOptions.For(request.Request), cancellation), model.Prediction, model.SigmaTable, request.BeginGuidance(seeds.Length, sigmas.Length - 1),
            conditioning, sigmas, request.Sampler.NeedsUnconditional, cancellation)
        {
            Mask = beginning.Mask,
            Channels = beginning.Channels,
        };
        var run = new SamplingRun(
            request.Sampler.OpenNoise(noise), request.SamplerOptions, (step, estimate) => watch.Step(step + 1, sigmas.Length - 1, estimate));
        var latent = request.Sampler.Sample(denoiser, start, sigmas, run);
        return beginning.Mask?.Blend(latent) ?? latent;
    }
}
