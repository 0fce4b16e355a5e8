namespace Atelier.Host.Plugins;

/// <summary>
/// The plugins that came with the program. They lie among those that users add; a list that the build writes beside them tells which they
/// are.
/// </summary>
internal static class ShippedPlugins
{
    public const string ListName = "shipped.txt";

    /// <summary>The names of their folders; none where there is no list.</summary>
    /// <param name="root">The plugins folder beside the program.</param>
    public static IReadOnlySet<string> In(string root)
    {
        var list = Path.Combine(root, ListName);
        return File.Exists(list) ? File.ReadAllLines(list).Where(line => line.Length > 0).ToHashSet() : [];
    }
}
