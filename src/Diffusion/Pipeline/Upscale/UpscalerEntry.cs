using Atelier.Networks;

namespace Atelier.Diffusion.Pipeline.Upscale;

/// <summary>An upscaler that requests can name: a plugin's part, or a file that a part enlarges with.</summary>
/// <param name="Part">The part, or what is known of it.</param>
/// <param name="IsLatent">Whether it works on latents, and so only within a generation.</param>
/// <param name="File">The file; null where the part has none.</param>
public sealed record UpscalerEntry(INamed Part, bool IsLatent, ModelFile? File = null)
{
    /// <summary>What requests say.</summary>
    public string Name => File?.Name ?? Part.Name;

    /// <summary>What people read.</summary>
    public string Label => File?.Name ?? Part.Label;

    /// <summary>Other spellings.</summary>
    public IReadOnlyList<string> Aliases => File is null ? Part.Aliases : [];

    /// <summary>What it does, in a line.</summary>
    public string Description => Part.Description;

    /// <summary>Whether a request means this one.</summary>
    internal bool Goes(string name) => Aliases.Prepend(Label).Prepend(Name).Contains(name, StringComparer.OrdinalIgnoreCase);
}
