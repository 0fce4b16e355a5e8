namespace Atelier.Host.Plugins;

/// <summary>What became of a plugin.</summary>
internal enum PluginState
{
    /// <summary>Its parts can be used.</summary>
    Active,

    /// <summary>It was replaced or removed; jobs that began with it end with it, then it unloads.</summary>
    Draining,

    /// <summary>It was set aside; the reason says why.</summary>
    Failed,

    /// <summary>It was told to unload and something still holds it in memory.</summary>
    Leaked,
}

/// <summary>A plugin as lists show it.</summary>
/// <param name="Folder">Where it lies, or lay.</param>
/// <param name="State">What became of it.</param>
/// <param name="Manifest">What it says of itself; null where that could not be read.</param>
/// <param name="Parts">What it brings; null where it failed.</param>
/// <param name="Reason">Why it failed or leaked; beside an active one, why its newer files were not taken; otherwise null.</param>
internal sealed record PluginStatus(string Folder, PluginState State, PluginManifest? Manifest, PluginParts? Parts, string? Reason)
{
    /// <summary>Its id, or its folder's name where it has none.</summary>
    public string Id => Manifest?.Id ?? Path.GetFileName(Folder);
}
