namespace Atelier.Host.Plugins.Live;

/// <summary>A plugin that jobs can use, from its loading until the last job that uses it ends.</summary>
internal sealed class RunningPlugin(string folder, LoadedPlugin plugin, PluginSnapshot snapshot, string content)
{
    private LoadedPlugin? _plugin = plugin;

    public string Folder { get; } = folder;

    public PluginManifest Manifest { get; } = plugin.Manifest;

    public PluginParts Parts { get; } = plugin.Parts;

    public PluginSnapshot Snapshot { get; } = snapshot;

    /// <summary>Its files and its options in a word: another content is another plugin.</summary>
    public string Content { get; } = content;

    /// <summary>How many sets it is in that are still used.</summary>
    public int Sets { get; set; }

    /// <summary>As recipes name it. Options that were changed are part of the version, as they may be part of the picture.</summary>
    public string Version =>
        Parts.Options is { Changed: true } ? $"{Manifest.Version}+options.{Content[..8]}" : Manifest.Version.ToString();

    /// <summary>Lets go of its code.</summary>
    public WeakReference Unload()
    {
        var remains = _plugin!.Unload();
        _plugin = null;
        return remains;
    }
}
