namespace Atelier.Diffusion.Checkpoints;

/// <summary>A checkpoint's files, opened and sorted into components, before anyone asks what it is.</summary>
internal sealed class Layout : IDisposable
{
    /// <summary>The name people use.</summary>
    public required string Name { get; init; }

    /// <summary>The file or folder.</summary>
    public required string Path { get; init; }

    /// <summary>The folder in diffusers' layout; null for a single file.</summary>
    public string? Folder => Configs.Required ? Path : null;

    /// <summary>For people: <c>single file</c>, <c>diffusers folder</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The file's or folder's own name, for messages.</summary>
    public string Label => System.IO.Path.GetFileName(Path);

    /// <summary>By <see cref="Checkpoints.Components"/>; what the checkpoint lacks is not in it.</summary>
    public required IReadOnlyDictionary<string, MappedWeights> Components { get; init; }

    /// <summary>Every mapped file.</summary>
    public required IReadOnlyList<SafetensorsFile> Files { get; init; }

    /// <summary>Its config.json files.</summary>
    public required ConfigFolder Configs { get; init; }

    /// <summary>The single file's notes; empty for a folder.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    /// <summary>The single file's tensors that belong to no component: some are markers.</summary>
    public IReadOnlySet<string> Markers { get; init; } = new HashSet<string>();

    /// <summary>Opens a file or folder.</summary>
    /// <exception cref="CheckpointException">It is none that can be opened.</exception>
    public static Layout Open(string path)
    {
        try
        {
            var full = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(path));
            Pickles.Refuse(full);
            return Directory.Exists(full) ? DiffusersFolder.Open(full) : SingleFile.Open(full);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw CheckpointException.For(
                System.IO.Path.GetFileName(path), $"cannot be read ({e.GetType().Name}); check the path, and that the server may read it",
                e);
        }
    }

    public void Dispose()
    {
        foreach (var file in Files)
        {
            file.Dispose();
        }
    }
}
