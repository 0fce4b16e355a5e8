namespace Atelier.Host.Plugins;

/// <summary>What became of a plugin's folder.</summary>
internal enum PluginState
{
    /// <summary>Its parts can be used.</summary>
    Active,

    /// <summary>It was set aside; the reason says why.</summary>
    Failed,
}

/// <summary>A plugin as lists show it.</summary>
/// <param name="Folder">Where it lies.</param>
/// <param name="Manifest">What it says of itself; null where that could not be read.</param>
/// <param name="Parts">What it brings; null unless active.</param>
/// <param name="Reason">Why it failed; null when active.</param>
internal sealed record PluginStatus(string Folder, PluginManifest? Manifest, PluginParts? Parts, string? Reason)
{
    public PluginState State => Reason is null ? PluginState.Active : PluginState.Failed;

    /// <summary>Its id, or its folder's name where it has none.</summary>
    public string Id => Manifest?.Id ?? Path.GetFileName(Folder);
}
