namespace Atelier.FrontEnds;

/// <summary>What can be asked for now.</summary>
public interface IFrontEndCatalog
{
    /// <summary>Reads it: from memory, quick enough for each key that somebody presses.</summary>
    /// <param name="cancellation">Gives up waiting.</param>
    /// <exception cref="Atelier.Jobs.QueueRefusedException">The server is starting, and does not know yet.</exception>
    Task<FrontEndChoices> ReadAsync(CancellationToken cancellation = default);
}

/// <summary>What requests may name, and their limits.</summary>
public sealed record FrontEndChoices
{
    /// <summary>Models that can be used, the default one first.</summary>
    public required IReadOnlyList<ModelChoice> Models { get; init; }

    /// <summary>Samplers.</summary>
    public required IReadOnlyList<PartChoice> Samplers { get; init; }

    /// <summary>Schedules of noise levels.</summary>
    public required IReadOnlyList<PartChoice> Schedules { get; init; }

    /// <summary>Upscalers of pictures, files among them.</summary>
    public required IReadOnlyList<PartChoice> Upscalers { get; init; }

    /// <summary>Names of adapters in <c>models/loras</c>.</summary>
    public required IReadOnlyList<string> Adapters { get; init; }

    /// <summary>ControlNets in <c>models/controlnet</c>.</summary>
    public required IReadOnlyList<string> ControlModels { get; init; }

    /// <summary>What makes control maps.</summary>
    public required IReadOnlyList<PreprocessorChoice> Preprocessors { get; init; }

    /// <summary>Named prompts.</summary>
    public required IReadOnlyList<StyleChoice> Styles { get; init; }

    /// <summary>The server's limits.</summary>
    public required RequestLimits Limits { get; init; }
}

/// <summary>A model.</summary>
/// <param name="Name">As requests name it.</param>
/// <param name="Family">As <c>sd15</c>.</param>
/// <param name="Width">Its own size, pixels.</param>
/// <param name="Height">Its own size, pixels.</param>
/// <param name="Steps">Its default.</param>
public sealed record ModelChoice(string Name, string Family, int Width, int Height, int Steps);

/// <summary>A part.</summary>
/// <param name="Name">As requests name it.</param>
/// <param name="Label">What people read.</param>
public sealed record PartChoice(string Name, string Label);

/// <summary>What makes control maps.</summary>
/// <param name="Name">As requests name it.</param>
/// <param name="Label">What people read.</param>
/// <param name="ControlType">Which ControlNets its map is for, in AUTOMATIC1111's words: <c>Canny</c>.</param>
public sealed record PreprocessorChoice(string Name, string Label, string ControlType);

/// <summary>A named prompt.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Prompt">Put after the prompt, or around it where it says <c>{prompt}</c>.</param>
/// <param name="NegativePrompt">Put after the negative prompt.</param>
public sealed record StyleChoice(string Name, string Prompt, string NegativePrompt);

/// <summary>The server's limits of a request.</summary>
/// <param name="Side">The longest side, pixels.</param>
/// <param name="Pixels">The most pixels of a picture.</param>
/// <param name="Steps">The most steps.</param>
/// <param name="Pictures">The most pictures of one job.</param>
public sealed record RequestLimits(int Side, long Pixels, int Steps, int Pictures);
