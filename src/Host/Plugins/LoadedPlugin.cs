namespace Atelier.Host.Plugins;

/// <summary>A plugin whose code has run. It unloads when no thread is in it and nothing of it is held.</summary>
internal sealed class LoadedPlugin(PluginManifest manifest, PluginParts parts, PluginLoadContext context)
{
    public PluginManifest Manifest { get; } = manifest;

    public PluginParts Parts { get; } = parts;

    /// <summary>Cuts its parts off and begins to unload.</summary>
    /// <returns>Dies when the last of the plugin is gone.</returns>
    public WeakReference Unload()
    {
        Parts.Cut();
        context.Unload();
        return new WeakReference(context);
    }
}
