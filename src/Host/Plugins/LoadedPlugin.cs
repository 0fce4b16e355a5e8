namespace Atelier.Host.Plugins;

/// <summary>A plugin whose code has run. It unloads when its parts are let go as well.</summary>
internal sealed class LoadedPlugin(PluginManifest manifest, PluginParts parts, PluginLoadContext context)
{
    public PluginManifest Manifest { get; } = manifest;

    public PluginParts Parts { get; } = parts;

    /// <summary>Begins to unload.</summary>
    /// <returns>Dies when the last of the plugin is gone.</returns>
    public WeakReference Unload()
    {
        context.Unload();
        return new WeakReference(context);
    }
}
