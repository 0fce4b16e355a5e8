using System.Collections.Frozen;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Atelier.Diffusion.Pipeline.Prompts;
using Atelier.Generation;
using Atelier.Guidance;
using Atelier.Imaging;

namespace Atelier.Diffusion.Imaging.Metadata;

/// <summary>
/// Everything that decided one picture, with nothing left to a default: enough to make it again, and to see what differs where it cannot
/// be. It lies in the picture as JSON. It holds nothing of the machine: no paths, names of people or times.
/// </summary>
public sealed record Recipe
{
    /// <summary>The format that this version writes. A field more or less is a new format.</summary>
    public const int CurrentFormat = 1;

    // Prompts stay readable, at a third of the size that escapes take: nothing here goes into HTML.
    private static readonly RecipeJson Json =
        new(new JsonSerializerOptions(RecipeJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>The format: <see cref="CurrentFormat"/>.</summary>
    [JsonPropertyName("atelier")]
    public int Format { get; init; } = CurrentFormat;

    /// <summary>The prompt that was used: wildcards and choices are resolved.</summary>
    public required string Prompt { get; init; }

    /// <summary>The prompt as it was asked for; null where nothing in it had to be resolved.</summary>
    public string? PromptTemplate { get; init; }

    /// <summary>The negative prompt that was used.</summary>
    public string NegativePrompt { get; init; } = "";

    /// <summary>The negative prompt as it was asked for; null where nothing in it had to be resolved.</summary>
    public string? NegativePromptTemplate { get; init; }

    /// <summary>This picture's own seed.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Which picture of its generation this is, from 0. Its seed is the generation's first seed plus this.</summary>
    public int Index { get; init; }

    /// <summary>The kind of noise: <c>torch</c>.</summary>
    public required string Noise { get; init; }

    /// <summary>The model.</summary>
    public required RecipeModel Model { get; init; }

    /// <summary>The sampler's name: <c>dpmpp_2m</c>.</summary>
    public required string Sampler { get; init; }

    /// <summary>Values of the sampler's options by name, defaults included.</summary>
    public IReadOnlyDictionary<string, double> SamplerOptions { get; init; } = new Dictionary<string, double>();

    /// <summary>The schedule's name: <c>karras</c>.</summary>
    public required string Schedule { get; init; }

    /// <summary>Steps of the schedule.</summary>
    public required int Steps { get; init; }

    /// <summary>The guidance's name: <c>cfg</c>.</summary>
    public required string Guidance { get; init; }

    /// <summary>How strongly the prompt was followed.</summary>
    public required GuidanceSettings GuidanceSettings { get; init; }

    /// <summary>Values of the guidance's options by name, defaults included.</summary>
    public IReadOnlyDictionary<string, double> GuidanceOptions { get; init; } = FrozenDictionary<string, double>.Empty;

    /// <summary>The autoencoder that was taken in place of the model's own; null where that was taken.</summary>
    public RecipeModel? Vae { get; init; }

    /// <summary>As <see cref="GenerationRequest.FreeU"/>.</summary>
    public FreeUSettings? FreeU { get; init; }

    /// <summary>The seed of the picture of its batch whose style it shares, maybe itself; null where no style was shared.</summary>
    public ulong? StyleSeed { get; init; }

    /// <summary>Pixels.</summary>
    public required int Width { get; init; }

    /// <summary>Pixels.</summary>
    public required int Height { get; init; }

    /// <summary>As <see cref="GenerationRequest.ClipSkip"/>.</summary>
    public required int ClipSkip { get; init; }

    /// <summary>As <see cref="GenerationRequest.Emphasis"/>.</summary>
    public required string Emphasis { get; init; }

    /// <summary>The picture that it was begun from, by reference; null where it was begun from noise.</summary>
    public ImageInput? Image { get; init; }

    /// <summary>
    /// The second pass, with its steps, sampler and schedule; null where there was none. <see cref="Width"/> and <see cref="Height"/> are
    /// the first's.
    /// </summary>
    public HiresFix? Hires { get; init; }

    /// <summary>The neighbour's seed and strength, and the other size; null where there was none.</summary>
    public Variation? Variation { get; init; }

    /// <summary>The second prompt as it was used, with its weight; null where there was none.</summary>
    public PromptBlend? Blend { get; init; }

    /// <summary>As <see cref="GenerationRequest.Tiling"/>; null where it is <c>none</c>.</summary>
    public string? Tiling { get; init; }

    /// <summary>The model that took over; null where none did.</summary>
    public RefinerStage? Refiner { get; init; }

    /// <summary>The control units as they were used; a null picture is the one that the picture began from.</summary>
    public IReadOnlyList<ControlUnit> Controls { get; init; } = [];

    /// <summary>The adapters that were applied, in order.</summary>
    public IReadOnlyList<AppliedAdapter> Adapters { get; init; } = [];

    /// <summary>The textual inversions that the prompts called.</summary>
    public IReadOnlyList<AppliedEmbedding> Embeddings { get; init; } = [];

    /// <summary>
    /// The axes of a grid whose pictures are laid out in this one; null for every other picture. The rest is then what all of them begin
    /// from: the prompts are as they were asked for, and the size is one picture's.
    /// </summary>
    public GridPlan? Grid { get; init; }

    /// <summary>What made the picture.</summary>
    public required RecipeSoftware Software { get; init; }

    /// <summary>Reads a recipe, strictly: an unknown, missing, repeated or mistyped field is an error.</summary>
    /// <param name="json">As <see cref="ToJson"/> writes it.</param>
    /// <exception cref="PictureException">It is damaged, or of a newer format.</exception>
    public static Recipe Parse(string json)
    {
        try
        {
            using var document =
                JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = RecipeJson.MaxDepth, AllowDuplicateProperties = false });
            var format = document.RootElement.GetProperty("atelier").GetInt32();
            return format == CurrentFormat
                ? document.Deserialize(Json.Recipe)!
                : throw new PictureException(
                    $"The picture's recipe has format {format}; this Atelier {RecipeSoftware.Version} reads format {CurrentFormat}. A newer Atelier may read it.");
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException
            or FormatException)
        {
            throw new PictureException($"The picture's recipe is damaged: {exception.Message.ReplaceLineEndings(" ")}", exception);
        }
    }

    /// <summary>The recipe on one line of JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json.Recipe);

    /// <summary>
    /// A request for this one picture, with the prompts as they were used; where it shares a style, for its batch up to this picture.
    /// Nothing in it is checked: requests are, where they are accepted.
    /// </summary>
    public GenerationRequest ToRequest() => new()
    {
        Prompt = Grid is null ? PromptExpander.Literal(Prompt) : Prompt,
        NegativePrompt = Grid is null ? PromptExpander.Literal(NegativePrompt) : NegativePrompt,
        Grid = Grid,
        Model = Model.Name,
        Sampler = Sampler,
        SamplerOptions = SamplerOptions,
        Schedule = Schedule,
        Guidance = Guidance,
        GuidanceSettings = GuidanceSettings,
        GuidanceOptions = GuidanceOptions,
        Steps = Steps,
        Seed = StyleSeed ?? Seed,
        BatchSize = StyleSeed is { } style ? (int)Math.Min(int.MaxValue, unchecked(Seed - style) + 1) : 1,
        ShareStyle = StyleSeed is not null,
        FreeU = FreeU,
        Vae = Vae?.Name,
        Noise = Noise,
        Width = Width,
        Height = Height,
        ClipSkip = ClipSkip,
        Emphasis = Emphasis,
        Adapters = Adapters.All(adapter => adapter.InPrompt)
            ? []
            : [.. Adapters.Where(adapter => !adapter.InPrompt).Select(adapter => adapter.ToUse())],
        Image = Image,
        Hires = Hires,
        Variation = Variation,
        Blend = Blend is null || Grid is not null ? Blend : Blend with { Prompt = PromptExpander.Literal(Blend.Prompt) },
        Tiling = Tiling ?? "none",
        Refiner = Refiner,
        Controls = Controls,
    };

    /// <summary>The recipe in AUTOMATIC1111's words, as far as it has them.</summary>
    /// <param name="samplerLabel">What it calls the sampler: <c>DPM++ 2M</c>.</param>
    /// <param name="scheduleLabel">What it calls the schedule: <c>Karras</c>.</param>
    /// <param name="upscalerLabel">What it calls the second pass's upscaler: <c>Latent</c>; null takes its name.</param>
    public Infotext ToInfotext(string samplerLabel, string scheduleLabel, string? upscalerLabel = null) =>
        InfotextWords.Write(this, samplerLabel, scheduleLabel, upscalerLabel);
}
