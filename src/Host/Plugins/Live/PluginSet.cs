namespace Atelier.Host.Plugins.Live;

/// <summary>The plugins of a moment. Does not change: another set of plugins is another object.</summary>
internal sealed class PluginSet(IReadOnlyList<RunningPlugin> plugins)
{
    public IReadOnlyList<RunningPlugin> Plugins { get; } = plugins;

    public PluginRegistry Registry { get; } = new([.. plugins.Select(plugin => plugin.Parts)]);

    /// <summary>The plugins' versions by id, as recipes say them.</summary>
    public IReadOnlyDictionary<string, string> Versions { get; } =
        plugins.ToDictionary(plugin => plugin.Manifest.Id, plugin => plugin.Version);

    /// <summary>Leases, and one more while it is the current set.</summary>
    public int Users { get; set; } = 1;
}
