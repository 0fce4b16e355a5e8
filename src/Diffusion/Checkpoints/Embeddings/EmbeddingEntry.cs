using Atelier.Networks;

namespace Atelier.Diffusion.Checkpoints;

/// <summary>A textual inversion as its header describes it.</summary>
public sealed record EmbeddingEntry
{
    /// <summary>Its file's name without ending: the word that prompts call it by.</summary>
    public required string Name { get; init; }

    /// <summary>The word that the file itself gives it (diffusers' <c>&lt;token&gt;</c>); null where it gives none.</summary>
    public string? Token { get; init; }

    /// <summary>Where it lies. Only to be opened, never shown.</summary>
    public required string Path { get; init; }

    /// <summary>How many tokens it takes in a prompt.</summary>
    public int Vectors { get; init; }

    /// <summary>
    /// The width of its vectors for each text encoder that it is for: 768 for SD 1, 1024 for SD 2, 768 and 1280 for SDXL.
    /// </summary>
    public IReadOnlyList<int> Widths { get; init; } = [];

    /// <summary>Why it cannot be used; null where it can.</summary>
    public string? Problem { get; init; }

    /// <summary>Its tensors, one for each of <see cref="Widths"/>.</summary>
    internal IReadOnlyList<string> Tensors { get; init; } = [];

    internal static EmbeddingEntry Read(ModelFile file)
    {
        try
        {
            using var tensors = SafetensorsFile.Open(file.Path);
            return EmbeddingLayout.Read(file, tensors);
        }
        catch (CheckpointException exception)
        {
            return Refused((file, exception.Reason));
        }
    }

    internal static EmbeddingEntry Refused((ModelFile File, string Reason) refused) =>
        new() { Name = refused.File.Name, Path = refused.File.Path, Problem = refused.Reason };
}
