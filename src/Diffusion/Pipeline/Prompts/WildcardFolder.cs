using System.Text;

namespace Atelier.Diffusion.Pipeline.Prompts;

/// <summary>
/// A folder of wildcards: <c>color.txt</c> is <c>__color__</c>, <c>clothes/hat.txt</c> is <c>__clothes/hat__</c>; an entry a line, blank
/// lines and lines that start with <c>#</c> are not. A name is looked up among the files that are there and never becomes a path itself;
/// links are left out.
/// </summary>
/// <param name="folder">The folder; one that is not there holds no wildcards.</param>
internal sealed class WildcardFolder(string folder)
{
    private static readonly EnumerationOptions Files = new()
    {
        RecurseSubdirectories = true,
        AttributesToSkip = FileAttributes.ReparsePoint,
        IgnoreInaccessible = true,
        MatchCasing = MatchCasing.CaseInsensitive,
    };

    /// <summary>The names that prompts can use, in order. Reads the folder each time, so that new files count at once.</summary>
    public IReadOnlyList<string> Names() => [.. FilesByName().Keys.Order(StringComparer.Ordinal)];

    /// <summary>The entries of a wildcard.</summary>
    /// <param name="name">Its name, without regard to case.</param>
    /// <returns>The entries in the file's order; null where there is no such wildcard.</returns>
    public IReadOnlyList<string>? Entries(string name) => FilesByName().TryGetValue(name, out var path) ? Read(path) : null;

    private static string[] Read(string path) =>
        [.. File.ReadLines(path, Encoding.UTF8).Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#')];

    private Dictionary<string, string> FilesByName()
    {
        var files = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var paths = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.txt", Files) : [];
        foreach (var path in paths.Order(StringComparer.Ordinal))
        {
            files.TryAdd(Path.ChangeExtension(Path.GetRelativePath(folder, path), null).Replace('\\', '/'), path);
        }

        return files;
    }
}
