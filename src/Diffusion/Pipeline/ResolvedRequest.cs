using Atelier.Adapters;
using Atelier.Diffusion.Checkpoints;
using Atelier.Diffusion.Pipeline.Prompts;
using Atelier.Generation;
using Atelier.Guidance;
using Atelier.Noise;
using Atelier.Sampling;

namespace Atelier.Diffusion.Pipeline;

/// <summary>A request with nothing left open: every name found, every default filled in.</summary>
internal sealed record ResolvedRequest(
    GenerationRequest Request,
    ISampler Sampler,
    PartOptions SamplerOptions,
    ISigmaSchedule Schedule,
    IGuidance Guidance,
    GuidanceSettings GuidanceSettings,
    PartOptions GuidanceOptions,
    INoise Noise,
    int Steps,
    int Width,
    int Height,
    int ClipSkip,
    ulong Seed,
    ulong VariationSeed)
{
    /// <summary>What plugins can read of adapters.</summary>
    public required IReadOnlyList<IAdapterFormat> AdapterFormats { get; init; }

    /// <summary>The request with the model's numbers where it had none.</summary>
    public GenerationRequest Filled => Request with { Width = Width, Height = Height, Steps = Steps, GuidanceSettings = GuidanceSettings };

    /// <summary>Fills in a request.</summary>
    /// <param name="request">What was asked for; its numbers are valid already.</param>
    /// <param name="parts">Where names are found.</param>
    /// <param name="defaults">What that model suggests.</param>
    /// <param name="newSeed">Gives a seed where the request has none.</param>
    /// <exception cref="RequestException">A name is not known, or an option does not fit its part.</exception>
    public static ResolvedRequest From(GenerationRequest request, IPartRegistry parts, ModelDefaults defaults, Func<ulong> newSeed)
    {
        var sampler = parts.Find<ISampler>(request.Sampler ?? defaults.Sampler);
        var schedule = request.Schedule ?? (request.Sampler is null ? defaults.Schedule : null) ?? sampler.DefaultSchedule;
        var guidance = parts.Find<IGuidance>(request.Guidance);
        return new ResolvedRequest(
            request,
            sampler,
            RequestOptions.Bind("samplerOptions", sampler.Options, request.SamplerOptions),
            parts.Find<ISigmaSchedule>(schedule),
            guidance,
            request.GuidanceSettings ?? new GuidanceSettings { Scale = defaults.GuidanceScale },
            RequestOptions.Bind("guidanceOptions", guidance.Options, request.GuidanceOptions),
            parts.Find<INoise>(request.Noise),
            request.Steps ?? defaults.Steps,
            request.Width ?? defaults.Width,
            request.Height ?? defaults.Height,
            request.ClipSkip ?? 1,
            request.Seed ?? newSeed(),
            request.Variation is { } variation ? variation.Seed ?? newSeed() : 0)
        {
            AdapterFormats = parts.All<IAdapterFormat>(),
        };
    }

    /// <summary>Whether there are pictures to share a style among.</summary>
    public bool SharesStyle => Request is { ShareStyle: true, BatchSize: > 1 };

    /// <summary>
    /// The seed of a picture: seeds count up from the first, or where pictures are variations of one the seeds of their neighbours do.
    /// </summary>
    public ulong SeedOf(int picture) => Request.Variation is { Strength: > 0 } ? Seed : unchecked(Seed + (ulong)picture);

    /// <summary>A picture's prompts, and the seeds of it and of its neighbour.</summary>
    /// <exception cref="RequestException">A wildcard is not there, or a tag is malformed.</exception>
    public PicturePrompt Draw(int picture, WildcardFolder wildcards) =>
        PicturePrompt.Draw(Request, SeedOf(picture), wildcards) with { VariationSeed = unchecked(VariationSeed + (ulong)picture) };

    /// <summary>
    /// Begins the guidance of each picture of a batch, for a pass of so many steps. A network that takes the scale as an input follows it
    /// itself, without a pass for the negative prompt.
    /// </summary>
    public IGuidanceRun[] BeginGuidance(int pictures, int steps, UNetConfig unet)
    {
        var settings = unet.TimeCondProjDim is null ? GuidanceSettings : GuidanceSettings with { Scale = 1 };
        return [.. Enumerable.Range(0, pictures).Select(_ => Guidance.Begin(new GuidanceContext(settings, GuidanceOptions, steps)))];
    }
}
