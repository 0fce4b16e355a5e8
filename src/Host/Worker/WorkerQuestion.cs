using System.Text.Json.Serialization;

namespace Atelier.Host.Worker;

/// <summary>Something that only a worker can answer, because it needs plugins or native code.</summary>
internal abstract record WorkerQuestion<TAnswer>
{
    /// <summary>How long to wait for the answer.</summary>
    [JsonIgnore]
    public virtual TimeSpan Patience => TimeSpan.FromSeconds(30);
}

/// <summary>The noise levels of a schedule, for plots and tables.</summary>
/// <param name="Model">Null takes the default model.</param>
internal sealed record SigmasQuestion(string Schedule, int Steps, string? Model) : WorkerQuestion<IReadOnlyList<double>>;

/// <summary>Lets a model go.</summary>
/// <returns>Whether it was loaded.</returns>
internal sealed record UnloadQuestion(string Model) : WorkerQuestion<bool>;

/// <summary>Loads a model before it is needed.</summary>
/// <returns>False where it was loaded before.</returns>
internal sealed record LoadQuestion(string Model) : WorkerQuestion<bool>
{
    [JsonIgnore]
    public override TimeSpan Patience => TimeSpan.FromMinutes(10);
}

/// <summary>Looks for new, changed and removed plugins now.</summary>
internal sealed record RescanQuestion : WorkerQuestion<bool>;

/// <summary>Gives a plugin other options, which take effect at once; where it does not take them nothing changes.</summary>
/// <param name="Options">A JSON object; what it leaves out has its default.</param>
internal sealed record ConfigureQuestion(string Plugin, string Options) : WorkerQuestion<bool>;

/// <summary>Decodes an uploaded picture, under the limits, and gives it back at another size.</summary>
/// <param name="File">PNG, JPEG or WebP.</param>
/// <param name="Width">Pixels; null keeps the picture's own, or goes by the height.</param>
/// <param name="Height">Pixels; null keeps the picture's own, or goes by the width.</param>
/// <param name="Kernel"><c>lanczos3</c>, <c>cubic</c> or <c>nearest</c>.</param>
/// <param name="Crop">Whether to fill the size and cut what is over; otherwise it is stretched.</param>
/// <param name="Format">Of the answer: <c>png</c>, <c>jpeg</c> or <c>webp</c>.</param>
/// <param name="Quality">1 to 100, of JPEG and WebP; null takes the format's default.</param>
/// <param name="LongestSide">Pixels that its longest side may have: one without sizes that is larger is made so large; null leaves
/// it.</param>
internal sealed record ResizeQuestion(
    byte[] File, int? Width, int? Height, string Kernel, bool Crop, string Format, int? Quality = null, int? LongestSide = null)
    : WorkerQuestion<ResizedPicture>
{
    /// <summary>What the answer can be.</summary>
    public static IReadOnlyList<string> Formats { get; } = ["png", "jpeg", "webp"];
}

/// <summary>Makes an uploaded picture larger with any upscaler, and lays it out as <see cref="ResizeQuestion"/> does.</summary>
/// <param name="File">PNG, JPEG or WebP.</param>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="Upscaler">The name of one of pictures.</param>
/// <param name="Crop">Whether to fill the size and cut what is over; otherwise it is stretched.</param>
/// <param name="Format">Of the answer: <c>png</c>, <c>jpeg</c> or <c>webp</c>.</param>
internal sealed record UpscaleQuestion(byte[] File, int Width, int Height, string Upscaler, bool Crop, string Format)
    : WorkerQuestion<ResizedPicture>
{
    /// <summary>What callers may ask for, as a factor on a side.</summary>
    public const double MostScale = 8;

    [JsonIgnore]
    public override TimeSpan Patience => TimeSpan.FromMinutes(10);
}

/// <summary>Puts kept pictures of one size together to one that moves.</summary>
/// <param name="Pictures">Hashes of kept files, as <c>sha256:</c> and 64 hex digits.</param>
/// <param name="Format"><c>webp</c> or <c>gif</c>.</param>
/// <param name="Delay">Milliseconds that each is shown.</param>
/// <param name="Loops">How often it is played; 0 for ever.</param>
/// <param name="Quality">1 to 100, of WebP.</param>
internal sealed record AnimationQuestion(IReadOnlyList<string> Pictures, string Format, int Delay, int Loops, int Quality)
    : WorkerQuestion<ResizedPicture>
{
    [JsonIgnore]
    public override TimeSpan Patience => TimeSpan.FromMinutes(5);
}

internal sealed record ResizedPicture(byte[] File, int Width, int Height);

/// <summary>Cuts a picture into tiles of one size that overlap.</summary>
/// <param name="File">PNG, JPEG or WebP.</param>
/// <param name="TileWidth">Pixels.</param>
/// <param name="TileHeight">Pixels.</param>
/// <param name="Overlap">The least pixels that neighbours share.</param>
/// <param name="Most">More tiles are refused.</param>
internal sealed record TilesQuestion(byte[] File, int TileWidth, int TileHeight, int Overlap, int Most) : WorkerQuestion<PictureTiles>;

/// <param name="Files">PNG, row by row.</param>
/// <param name="Width">The whole picture's.</param>
/// <param name="Height">The whole picture's.</param>
internal sealed record PictureTiles(byte[][] Files, int Width, int Height);

/// <summary>Puts tiles together again, each fading into the ones before it. The answer is a PNG.</summary>
/// <param name="Files">As many as <see cref="TilesQuestion"/> gave for the same sizes, in its order.</param>
internal sealed record JoinQuestion(byte[][] Files, int Width, int Height, int TileWidth, int TileHeight, int Overlap)
    : WorkerQuestion<ResizedPicture>;

/// <summary>Lays pictures out beside one another. The answer is a PNG.</summary>
/// <param name="Files">PNG, JPEG or WebP, row by row; null leaves a place empty.</param>
/// <param name="Columns">What stands above each column; empty texts take no room.</param>
/// <param name="Rows">What stands beside each row.</param>
/// <param name="Gap">Pixels between pictures.</param>
internal sealed record SheetQuestion(byte[]?[] Files, string[] Columns, string[] Rows, int Gap) : WorkerQuestion<ResizedPicture>;

/// <summary>Makes a picture's map for ControlNets.</summary>
/// <param name="File">PNG, JPEG or WebP.</param>
/// <param name="Mask">Likewise: white where the picture is to be made anew; null without a mask.</param>
/// <param name="Preprocessor">A part's name, or an annotator's file.</param>
/// <param name="Options">Values of its options.</param>
/// <param name="Resolution">The shorter side to work at; null keeps the picture's.</param>
/// <param name="Seed">For those that draw.</param>
internal sealed record PreprocessQuestion(
    byte[] File, byte[]? Mask, string Preprocessor, IReadOnlyDictionary<string, double> Options, int? Resolution, ulong Seed)
        : WorkerQuestion<MapFile>
{
    // Annotators may be large networks on a slow machine, and are loaded first.
    [JsonIgnore]
    public override TimeSpan Patience => TimeSpan.FromMinutes(3);
}

/// <param name="File">PNG.</param>
internal sealed record MapFile(byte[] File, int Width, int Height);

/// <summary>All that makes maps now, with the annotators of the models folder.</summary>
internal sealed record PreprocessorsQuestion : WorkerQuestion<IReadOnlyList<PreprocessorInfo>>;

/// <summary>Something that makes maps.</summary>
/// <param name="Label">What people read.</param>
/// <param name="ControlType">Which ControlNets its map is for, in AUTOMATIC1111's words.</param>
/// <param name="IsAnnotator">Whether it is a file of the models folder.</param>
/// <param name="NeedsMask">Whether it works with a mask only.</param>
/// <param name="KeepsSize">Whether it works at the picture's own size, whatever resolution is asked for.</param>
/// <param name="Options">The numbers it can be tuned with.</param>
internal sealed record PreprocessorInfo(
    string Name, string Label, IReadOnlyList<string> Aliases, string Description, string ControlType, bool IsAnnotator, bool NeedsMask,
    bool KeepsSize,
    IReadOnlyList<PartOption> Options);
