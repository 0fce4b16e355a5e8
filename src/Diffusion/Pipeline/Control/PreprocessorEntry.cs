using Atelier.Preprocessing;

namespace Atelier.Diffusion.Pipeline.Control;

/// <summary>A preprocessor that requests can name: a plugin's part, or a file that a part makes maps with.</summary>
/// <param name="Part">What makes the map.</param>
/// <param name="Model">The file; null where the part has none.</param>
public sealed record PreprocessorEntry(IPreprocessor Part, PreprocessorModel? Model)
{
    /// <summary>What requests say.</summary>
    public string Name => Model?.File.Name ?? Part.Name;

    /// <summary>What people read.</summary>
    public string Label => Model?.Label ?? Part.Label;

    /// <summary>Other spellings.</summary>
    public IReadOnlyList<string> Aliases => Model is null ? Part.Aliases : [];

    /// <summary>What it makes, in a line.</summary>
    public string Description => Model?.Description ?? Part.Description;

    /// <summary>Which ControlNets its map is for, in AUTOMATIC1111's words.</summary>
    public string ControlType => Model?.ControlType ?? Part.ControlType;

    /// <summary>Whether a request means this one.</summary>
    internal bool Goes(string name) => Aliases.Prepend(Label).Prepend(Name).Contains(name, StringComparer.OrdinalIgnoreCase);
}
