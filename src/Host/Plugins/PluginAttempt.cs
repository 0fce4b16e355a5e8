namespace Atelier.Host.Plugins;

/// <summary>What came of loading a folder: a plugin, or the reason why there is none.</summary>
internal sealed record PluginAttempt(PluginManifest? Manifest, LoadedPlugin? Plugin, PluginException? Failure)
{
    /// <param name="folder">The folder with its <c>plugin.json</c>.</param>
    /// <param name="loader">Loads it.</param>
    /// <param name="options">Gives the values of a plugin's options, as JSON; null where they have their defaults.</param>
    public static PluginAttempt At(string folder, PluginLoader loader, Func<PluginManifest, string?> options)
    {
        PluginManifest? manifest = null;
        try
        {
            manifest = PluginManifestReader.Read(folder);
            return new PluginAttempt(manifest, loader.Load(folder, manifest, options(manifest)), null);
        }
        catch (PluginException exception)
        {
            return new PluginAttempt(manifest, null, exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new PluginAttempt(manifest, null, new PluginException(exception.Message, exception));
        }
    }

    /// <summary>The same, refused after it was loaded; one that failed already stays as it is.</summary>
    public PluginAttempt Refuse(PluginException reason)
    {
        if (Plugin is null)
        {
            return this;
        }

        reason.Remains = Plugin.Unload();
        return new PluginAttempt(Manifest, null, reason);
    }
}
