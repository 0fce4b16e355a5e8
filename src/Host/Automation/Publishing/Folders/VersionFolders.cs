using Atelier.Host.Store;

namespace Atelier.Host.Automation.Publishing.Folders;

/// <summary>The versions of a published name in a folder, each a folder named by its id.</summary>
internal static class VersionFolders
{
    /// <summary>
    /// The oldest versions, but for the present one, so that as many stay as are to be kept. What else lies there is somebody else's.
    /// </summary>
    public static IReadOnlyList<string> Old(string folder, string present, int keep) => !Directory.Exists(folder)
        ? []
        : [
            .. Directory.EnumerateDirectories(folder)
                .Where(path => Path.GetFileName(path) is var name && Ids.AreLike(name) && name != present)
                .OrderByDescending(Path.GetFileName, StringComparer.Ordinal)
                .Skip(keep - 1),
        ];

    /// <returns>How many went.</returns>
    public static int RemoveOld(string folder, string present, int keep)
    {
        var old = Old(folder, present, keep);
        foreach (var path in old)
        {
            Directory.Delete(path, recursive: true);
        }

        return old.Count;
    }
}
