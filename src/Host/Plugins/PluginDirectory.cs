namespace Atelier.Host.Plugins;

/// <summary>Finds plugins: every folder in the plugins folders is one.</summary>
internal static class PluginDirectory
{
    /// <summary>
    /// The plugins' folders, those of the first root first, each root's by name. Names that begin with a dot are left alone.
    /// </summary>
    public static IReadOnlyList<string> Scan(IEnumerable<string> roots) =>
    [
        .. roots
            .Select(Path.GetFullPath)
            .Distinct()
            .Where(Directory.Exists)
            .SelectMany(root => Directory.GetDirectories(root).Order(StringComparer.Ordinal))
            .Where(folder => !Path.GetFileName(folder).StartsWith('.')),
    ];
}
