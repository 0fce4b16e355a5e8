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
internal sealed record ResizeQuestion(byte[] File, int? Width, int? Height, string Kernel, bool Crop, string Format, int? Quality = null)
    : WorkerQuestion<ResizedPicture>;

internal sealed record ResizedPicture(byte[] File, int Width, int Height);
