namespace Atelier.Host.Plugins.Live;

/// <summary>A plugin that was told to unload.</summary>
/// <param name="folder">Where it lay.</param>
/// <param name="manifest">What it said of itself, as far as it was read.</param>
/// <param name="remains">Dies when it is gone.</param>
/// <param name="parts">What it brought; null where it never ran.</param>
internal sealed class Departed(string folder, PluginManifest? manifest, WeakReference remains, PluginParts? parts)
{
    public bool IsGone => !remains.IsAlive;

    /// <summary>Its private copy, to be removed after it; null where it has none of its own.</summary>
    public string? Snapshot { get; init; }

    /// <summary>Collections that it has outlived.</summary>
    public int Survived { get; set; }

    public bool Leaked { get; set; }

    /// <summary>As lists show it; null for one that never ran and is only on its way out.</summary>
    public PluginStatus? Status => Leaked
        ? new PluginStatus(
            folder, PluginState.Leaked, manifest, parts,
            $"version {manifest?.Version} is still in memory after {Survived} collections: {Suspects}")
        : parts is null ? null : new PluginStatus(folder, PluginState.Draining, manifest, parts, null);

    public string Name => $"{manifest?.Id ?? Path.GetFileName(folder)} {manifest?.Version}";

    private static string Suspects =>
        "a thread or timer of its own, a handler on a static event, TypeDescriptor or dynamic hold such plugins";
}
