namespace Atelier.Diffusion.Checkpoints;

/// <summary>
/// Decides whether a location in a model's <c>external_data</c> may be opened: only a file of its own inside the model's folder. It does
/// not rely on the runtime's own check, of which several were got round (CVE-2022-25882, CVE-2024-27318, CVE-2026-27489, CVE-2026-34446).
/// </summary>
public static class ExternalDataGuard
{
    private const int MaxLength = 255;

    /// <summary>Checks a location's text alone.</summary>
    /// <param name="location">The location: a path below the model's folder, with <c>/</c> between folders.</param>
    /// <returns>What is wrong with it, or null.</returns>
    public static string? Problem(string location) =>
        location.Length is 0 or > MaxLength ? $"must have 1 to {MaxLength} characters"
        : location.Any(letter => char.IsControl(letter) || letter is '\\' or ':' or '*')
            ? "must not hold control characters, backslashes, colons or asterisks"
        : location.Split('/').Any(part => part is "" or "." or "..") ? "must be a path below the model's folder, without . and .."
        : null;

    /// <summary>Checks a location and the file it leads to: there, regular, and reached through no link of either kind.</summary>
    /// <param name="folder">The model's folder.</param>
    /// <param name="location">The location.</param>
    /// <param name="label">The model's name for messages.</param>
    /// <returns>The file's full path.</returns>
    /// <exception cref="CheckpointException">It must not be opened.</exception>
    public static string Check(string folder, string location, string label)
    {
        if (Problem(location) is { } problem)
        {
            throw Refused(label, location, problem);
        }

        var path = Path.GetFullPath(folder);
        foreach (var part in location.Split('/'))
        {
            path = Path.Combine(path, part);
            if (new FileInfo(path).LinkTarget is not null)
            {
                throw Refused(label, location, "leads through a symbolic link; put the file itself there");
            }
        }

        return FileIdentity.Of(path) switch
        {
            null => throw Refused(label, location, "does not exist"),
            { IsRegular: false } => throw Refused(label, location, "is not a regular file"),
            { Links: > 1 } => throw Refused(label, location, "has more than one hard link; put a copy there"),
            _ => path,
        };
    }

    /// <summary>Checks every location of an ONNX file. Whoever opens one with the runtime calls this first.</summary>
    /// <param name="path">The .onnx file.</param>
    /// <returns>The full paths of its data files, each once.</returns>
    /// <exception cref="CheckpointException">It is no ONNX model, or a location must not be opened.</exception>
    public static IReadOnlyList<string> CheckModel(string path)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        return [.. OnnxFileReader.ReadLocations(path).Select(location => Check(folder, location, Path.GetFileName(path)))];
    }

    private static CheckpointException Refused(string label, string location, string problem) =>
        CheckpointException.For(
            label, $"refused: its external data '{(location.Length <= 80 ? location : location[..80] + "…")}' {problem}");
}
