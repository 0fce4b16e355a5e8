using System.Collections.Frozen;
using Atelier.Guidance;

namespace Atelier.Generation;

/// <summary>Everything that decides a picture. The three APIs, the command line, scripts and schedules all make one of these.</summary>
public sealed record GenerationRequest
{
    /// <summary>
    /// What to show, in AUTOMATIC1111's grammar: weights, BREAK, <c>[a:b:when]</c>, alternation, AND, <c>__wildcards__</c>, <c>{a|b}</c>.
    /// </summary>
    public required string Prompt { get; init; }

    /// <summary>What to avoid. Default: empty.</summary>
    public string NegativePrompt { get; init; } = "";

    /// <summary>The model's name in the models folder; null takes the default model.</summary>
    public string? Model { get; init; }

    /// <summary>The sampler's name or alias; null takes the model's default.</summary>
    public string? Sampler { get; init; }

    /// <summary>The schedule's name or alias; null takes the sampler's default.</summary>
    public string? Schedule { get; init; }

    /// <summary>The guidance's name. Default <c>cfg</c>.</summary>
    public string Guidance { get; init; } = "cfg";

    /// <summary>How strongly to follow the prompt; null takes the model's default scale.</summary>
    public GuidanceSettings? GuidanceSettings { get; init; }

    /// <summary>Steps of the schedule. 1 to the configured limit; null takes the model's default.</summary>
    public int? Steps { get; init; }

    /// <summary>The first picture's seed: 0 to 2⁶⁴ − 1, or null for a random one. Further pictures count up from it.</summary>
    public ulong? Seed { get; init; }

    /// <summary>The kind of noise. Default <c>torch</c>: PyTorch's CPU generator, seed for seed.</summary>
    public string Noise { get; init; } = "torch";

    /// <summary>Pixels; a multiple of 8 up to the configured limit; null takes the model's own size.</summary>
    public int? Width { get; init; }

    /// <summary>Pixels; a multiple of 8 up to the configured limit; null takes the model's own size.</summary>
    public int? Height { get; init; }

    /// <summary>Pictures made together in one pass. Default 1.</summary>
    public int BatchSize { get; init; } = 1;

    /// <summary>Batches made one after another. Default 1.</summary>
    public int Count { get; init; } = 1;

    /// <summary>
    /// The text encoder's layer that is taken, counted from its end as AUTOMATIC1111 does: 1 is the last, 2 the penultimate. 1 to 12; null
    /// takes the model's own, and SDXL takes its own always.
    /// </summary>
    public int? ClipSkip { get; init; }

    /// <summary>How weights change embeddings: <c>a1111</c>, <c>comfy</c> or <c>none</c>. Default <c>a1111</c>.</summary>
    public string Emphasis { get; init; } = "a1111";

    /// <summary>Values of the sampler's options, by name; what is left out has its default.</summary>
    public IReadOnlyDictionary<string, double> SamplerOptions { get; init; } = new Dictionary<string, double>();

    /// <summary>Values of the guidance's options, by name; what is left out has its default.</summary>
    public IReadOnlyDictionary<string, double> GuidanceOptions { get; init; } = FrozenDictionary<string, double>.Empty;

    /// <summary>A picture to begin from; null begins from noise.</summary>
    public ImageInput? Image { get; init; }

    /// <summary>A second pass at a larger size; null makes none.</summary>
    public HiresFix? Hires { get; init; }

    /// <summary>A neighbouring seed, or the noise of another size; null takes the seed as it is.</summary>
    public Variation? Variation { get; init; }

    /// <summary>A second prompt that the first is moved towards; null leaves it as it is.</summary>
    public PromptBlend? Blend { get; init; }

    /// <summary>
    /// Along which axes the picture can be laid beside itself without a seam: <c>none</c>, <c>x</c>, <c>y</c> or <c>both</c>. Default
    /// <c>none</c>.
    /// </summary>
    public string Tiling { get; init; } = "none";

    /// <summary>A model that takes over late; null lets the first finish.</summary>
    public RefinerStage? Refiner { get; init; }

    /// <summary>Control pictures. Default: none.</summary>
    public IReadOnlyList<ControlUnit> Controls { get; init; } = [];

    /// <summary>Adapters beside those that the prompt names. Default: none.</summary>
    public IReadOnlyList<AdapterUse> Adapters { get; init; } = [];

    /// <summary>The autoencoder's name in <c>models/vae</c>; null takes the model's own.</summary>
    public string? Vae { get; init; }

    /// <summary>FreeU; null leaves the network as it is.</summary>
    public FreeUSettings? FreeU { get; init; }

    /// <summary>
    /// Whether the pictures of a batch share their style (StyleAligned, Hertz et al. 2023): each attends to the first. Default false.
    /// </summary>
    public bool ShareStyle { get; init; }

    /// <summary>A grid of variants; null makes the request as it is.</summary>
    public GridPlan? Grid { get; init; }
}
