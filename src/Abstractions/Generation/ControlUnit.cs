using System.Collections.Frozen;

namespace Atelier.Generation;

/// <summary>A picture that steers the composition through a ControlNet. Any number may be given; what they add is summed.</summary>
public sealed record ControlUnit
{
    /// <summary>The ControlNet's name in <c>models/controlnet</c>.</summary>
    public required string Model { get; init; }

    /// <summary>The control picture by reference, as in <see cref="ImageInput.Picture"/>; null takes the picture to begin from.</summary>
    public string? Picture { get; init; }

    /// <summary>What makes the map that the network sees: a preprocessor's name. Default <c>none</c>: the picture is the map.</summary>
    public string Preprocessor { get; init; } = "none";

    /// <summary>Values of the preprocessor's options by name; what is left out has its default.</summary>
    public IReadOnlyDictionary<string, double> PreprocessorOptions { get; init; } = FrozenDictionary<string, double>.Empty;

    /// <summary>
    /// The shorter side at which the preprocessor works, pixels; null takes the picture's that is made ("pixel perfect").
    /// </summary>
    public int? Resolution { get; init; }

    /// <summary>How strongly, 0 to 2. Default 1.</summary>
    public double Weight { get; init; } = 1;

    /// <summary>The fraction of the schedule at which it begins, 0 to 1. Default 0.</summary>
    public double Start { get; init; }

    /// <summary>The fraction of the schedule at which it ends, 0 to 1. Default 1.</summary>
    public double End { get; init; } = 1;

    /// <summary>How the picture comes to the size that is made: <c>stretch</c>, <c>crop</c> or <c>fill</c>. Default <c>crop</c>.</summary>
    public string Resize { get; init; } = "crop";

    /// <summary>
    /// <c>balanced</c>, <c>prompt</c> (the prompt is more important) or <c>control</c> (the control is more important). Default
    /// <c>balanced</c>.
    /// </summary>
    public string Mode { get; init; } = "balanced";

    /// <summary>In which pass of a hires fix it is used: <c>both</c>, <c>first</c> or <c>second</c>. Default <c>both</c>.</summary>
    public string Pass { get; init; } = "both";
}
