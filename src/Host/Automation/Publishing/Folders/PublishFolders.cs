using Atelier.Host.Serve;
using Atelier.Host.Texts;

namespace Atelier.Host.Automation.Publishing.Folders;

/// <summary>The folders that recipes may write to: <c>published</c> in the data folder, and those that the owner allows.</summary>
internal sealed class PublishFolders(PublishingOptions options, ServerOptions server)
{
    private readonly string _own = Path.Combine(Path.GetFullPath(server.Data), "published");

    /// <summary>Why a path is not one of them; null where it is.</summary>
    public string? Problem(string path) => Find(path) is not null
        ? null
        : $"{OneLine.Quoted(path)} is not possible; it must be a name such as website, which lies in the data folder's published, or a full path "
            + "in a folder that publishing.folders allows, without parts that begin with a point";

    /// <summary>The full path; null where it may not be written to.</summary>
    public string? Find(string path)
    {
        if (path.Length == 0 || path.Contains('\0'))
        {
            return null;
        }

        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path, _own));
        return options.Folders.Append(_own).Select(root => Path.TrimEndingDirectorySeparator(Path.GetFullPath(root)))
            .Any(root => IsBelow(full, root)) ? full : null;
    }

    // What begins with a point is settings of other programs: a .git, a .ssh.
    private static bool IsBelow(string full, string root) =>
        Path.GetRelativePath(root, full) is var below && !Path.IsPathRooted(below)
        && (below == "." || !below.Split(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar).Any(part => part.StartsWith('.')));
}
