namespace Atelier.Diffusion.Checkpoints;

/// <summary>An .onnx file with the files that its external data lies in, as they were when they were checked.</summary>
internal sealed class OnnxFiles
{
    private readonly IReadOnlyList<(string Path, FileIdentity? Identity)> _seen;

    private OnnxFiles(string path, IEnumerable<string> data)
    {
        Path = path;
        _seen = [.. data.Prepend(path).Select(file => (file, FileIdentity.Of(file)))];
    }

    public string Path { get; }

    public string Folder => System.IO.Path.GetDirectoryName(Path)!;

    /// <summary>Bytes of all files together.</summary>
    public long Length => _seen.Sum(file => file.Identity?.Length ?? 0);

    /// <summary>Whether no file was replaced, changed or removed.</summary>
    public bool IsUnchanged => _seen.All(file => file.Identity is { } identity && identity.IsSame(FileIdentity.Of(file.Path)));

    /// <summary>Checks a file and all that it leads to (<see cref="ExternalDataGuard"/>).</summary>
    /// <exception cref="CheckpointException">It is no ONNX model, or a location must not be opened.</exception>
    public static OnnxFiles Check(string path)
    {
        var full = System.IO.Path.GetFullPath(path);
        return new OnnxFiles(full, ExternalDataGuard.CheckModel(full));
    }

    /// <summary>As <see cref="IsUnchanged"/>, for who let the runtime open the files again by their paths.</summary>
    /// <exception cref="CheckpointException">One was changed.</exception>
    public void EnsureUnchanged()
    {
        if (!IsUnchanged)
        {
            throw CheckpointException.For(
                System.IO.Path.GetFileName(Path), "was replaced or changed since it was opened; open the model again");
        }
    }
}
