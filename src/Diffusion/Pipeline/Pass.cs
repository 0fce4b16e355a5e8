using Atelier.Diffusion.Graphs;
using Atelier.Diffusion.Imaging.Metadata;
using Atelier.Diffusion.Pipeline.Adapters;
using Atelier.Diffusion.Pipeline.Inputs;
using Atelier.Diffusion.Pipeline.Latents;
using Atelier.Diffusion.Pipeline.Refine;
using Atelier.Diffusion.Pipeline.Sample;
using Atelier.Diffusion.Pipeline.TextEncode;
using Atelier.Sampling;
using Atelier.Tensors;

namespace Atelier.Diffusion.Pipeline;

/// <summary>
/// One walk down the noise levels, from a beginning to clean latents. A picture from words is made in one; a hires fix makes a second, with
/// its
/// own size, steps and sampler in the request, that begins from what the first made.
/// </summary>
internal sealed class Pass(
    LoadedModel model, ResolvedRequest request, IReadOnlyList<PicturePrompt> prompts, BatchWatch watch, CancellationToken cancellation)
{
    /// <summary>The model that takes over late; null lets the first finish.</summary>
    public LoadedModel? Refiner { get; init; }

    /// <summary>What steers the first model, and one like it that takes over; null for nothing.</summary>
    public Steering? Steering { get; init; }

    /// <summary>The adapters that were applied.</summary>
    public IReadOnlyList<AppliedAdapter> Adapters { get; private set; } = [];

    /// <summary>For each picture the textual inversions that its prompts called.</summary>
    public IReadOnlyList<IReadOnlyList<AppliedEmbedding>> Embeddings { get; private set; } = [];

    /// <summary>Runs the pass.</summary>
    /// <param name="beginning">Where it begins.</param>
    /// <returns>[pictures, channels, height, width].</returns>
    public Latent Run(Beginning beginning)
    {
        // :: Adapters, and prompts that become embeddings for every step.
        watch.Enter("encode");
        var wanted = WantedAdapters.Of(request.Request, prompts);
        using var adapters = model.Adapters.Open(wanted, request.AdapterFormats, cancellation);
        var isAlike = Refiner is not null && Refine.Refiner.IsAlike(model.Checkpoint, Refiner.Checkpoint);
        using var others = isAlike ? Refiner!.Adapters.Open(wanted, request.AdapterFormats, cancellation) : AdapterSet.Empty;
        var conditioning = Encode(model, adapters);
        var refined = Refiner is null ? null : Encode(Refiner, others);
        (Adapters, Embeddings) = (adapters.Applied, Array.ConvertAll(conditioning, picture => picture.Embeddings));

        // :: The noise levels.
        watch.Enter("sample");
        var (all, sigmas) = beginning.Strength.Levels(
            request.Steps, steps => request.Schedule.Sigmas(new SigmaRequest(steps, model.SigmaTable, model.Checkpoint.Family.Id)));

        // :: Each picture's noise, from its own stream; a stochastic sampler goes on where this stops.
        ulong[] seeds = [.. prompts.Select(prompt => prompt.Seed)];
        var streams = Array.ConvertAll(seeds, request.Noise.Open);
        var shape = model.LatentShape(seeds.Length, request.Width, request.Height);
        var noise = new NoiseContext(shape, streams, seeds, request.Noise, all[^2], all[0]);
        ulong[] neighbours = [.. prompts.Select(prompt => prompt.VariationSeed)];
        var own = StartNoise.Draw(
            shape, seeds, neighbours, request.Noise, streams, request.Request.Variation, model.Checkpoint.Vae.Config.Factor);
        var start = beginning.At(own, sigmas[0]);

        // :: The sampler walks down the levels, asking the denoiser.
        var guidance = request.BeginGuidance(seeds.Length, sigmas.Length - 1, model.Checkpoint.UNet.Config);
        IDenoiser denoiser = Denoiser(model, adapters, conditioning, Steering);
        if (Refiner is not null)
        {
            var second = Denoiser(Refiner, others, refined!, isAlike ? Steering : null);
            denoiser = new RefinedDenoiser(denoiser, second, new StepFinder(sigmas), request.Request.Refiner!.SwitchAt);
        }

        var run = new SamplingRun(
            request.Sampler.OpenNoise(noise), request.SamplerOptions,
            (step, estimate) => watch.Step(step + 1, sigmas.Length - 1, estimate));
        var latent = request.Sampler.Sample(denoiser, start, sigmas, run);
        return beginning.Mask?.Blend(latent) ?? latent;

        GuidedDenoiser Denoiser(LoadedModel of, AdapterSet with, PromptConditioning[] prompted, Steering? steering) => new(
            of.Network(request.Width, request.Height, UNetOptions.For(request.Request), with, sigmas, cancellation)
                .With(UNetExtras.Of(request, of.Checkpoint.UNet.Config), steering),
            of.Prediction, of.SigmaTable, guidance, prompted, sigmas, request.Sampler.NeedsUnconditional, cancellation)
        {
            Mask = beginning.Mask,
            Channels = beginning.Channels,
        };
    }

    /// <summary>The adapters of all passes of a picture: a second pass's own prompt may name others.</summary>
    public static IReadOnlyList<AppliedAdapter> AdaptersOf(IEnumerable<Pass> passes) =>
        [.. passes.SelectMany(pass => pass.Adapters).DistinctBy(adapter => (adapter.ToUse(), adapter.Hash, adapter.InPrompt))];

    /// <summary>The textual inversions that a picture's prompts called, of all passes.</summary>
    public static IReadOnlyList<AppliedEmbedding> EmbeddingsOf(IEnumerable<Pass> passes, int picture) =>
        [.. passes.Where(pass => pass.Embeddings.Count > 0).SelectMany(pass => pass.Embeddings[picture]).Distinct()];

    private PromptConditioning[] Encode(LoadedModel of, AdapterSet with) => [.. prompts.Select(prompt => of.Conditioner(with, cancellation).Encode(
        prompt.Text, prompt.Negative, request.Steps, request.Request.ClipSkip, request.Request.Emphasis, prompt.Blend, cancellation))];
}
