using Atelier.Networks;
using Atelier.Upscaling;

namespace Atelier.Diffusion.Pipeline.Upscale;

/// <summary>An upscaler that requests can name: a plugin's part, or a file that a part enlarges with.</summary>
/// <param name="Part">An <see cref="IUpscaler"/> or an <see cref="ILatentUpscaler"/>.</param>
/// <param name="File">The file; null where the part has none.</param>
public sealed record UpscalerEntry(INamed Part, ModelFile? File)
{
    /// <summary>What requests say.</summary>
    public string Name => File?.Name ?? Part.Name;

    /// <summary>What people read.</summary>
    public string Label => File?.Name ?? Part.Label;

    /// <summary>Other spellings.</summary>
    public IReadOnlyList<string> Aliases => File is null ? Part.Aliases : [];

    /// <summary>What it does, in a line.</summary>
    public string Description => Part.Description;

    /// <summary>Whether it works on latents, and so only within a generation.</summary>
    public bool IsLatent => Part is ILatentUpscaler;

    /// <summary>Whether a request means this one.</summary>
    internal bool Goes(string name) => Aliases.Prepend(Label).Prepend(Name).Contains(name, StringComparer.OrdinalIgnoreCase);
}
