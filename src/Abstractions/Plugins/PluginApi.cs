namespace Atelier.Plugins;

/// <summary>The version of the contracts, which a plugin's manifest names as <c>apiVersion</c>.</summary>
public static class PluginApi
{
    /// <summary>
    /// Major and minor. A plugin loads where the major is the same and its minor is not newer than the host's.
    /// </summary>
    public static Version Version { get; } = new(1, 0);
}
