namespace Atelier.Host.Plugins;

/// <summary>All plugins of a start: those that work, and those that do not with the reason.</summary>
internal sealed class PluginHost
{
    private PluginHost(IReadOnlyList<PluginStatus> plugins)
    {
        Plugins = plugins;
        Registry = new PluginRegistry([.. plugins.Select(plugin => plugin.Parts).OfType<PluginParts>()]);
    }

    /// <summary>Every folder found, in the order they were taken.</summary>
    public IReadOnlyList<PluginStatus> Plugins { get; }

    /// <summary>What the active ones bring.</summary>
    public PluginRegistry Registry { get; }

    /// <summary>Loads every plugin. A plugin that fails is set aside; the others go on.</summary>
    /// <param name="roots">Folders of plugins; those of the first win where names clash.</param>
    /// <param name="loader">Loads one.</param>
    public static PluginHost Start(IEnumerable<string> roots, PluginLoader loader)
    {
        // Side by side, so that one that hangs costs its own patience and not everyone's; settled in order, so that who wins a name is certain.
        var folders = PluginDirectory.Scan(roots);
        var attempts = new Attempt[folders.Count];
        Task.WaitAll(folders.Select((folder, i) => Task.Run(() => attempts[i] = Attempt.At(folder, loader))));
        var claims = new NameClaims();
        return new PluginHost([.. attempts.Select(attempt => attempt.Settle(claims))]);
    }

    private sealed record Attempt(string Folder, PluginManifest? Manifest, LoadedPlugin? Plugin, string? Failure)
    {
        public static Attempt At(string folder, PluginLoader loader)
        {
            PluginManifest? manifest = null;
            try
            {
                manifest = PluginManifestReader.Read(folder);
                return new Attempt(folder, manifest, loader.Load(folder, manifest), null);
            }
            catch (Exception exception) when (exception is PluginException or IOException or UnauthorizedAccessException)
            {
                return new Attempt(folder, manifest, null, exception.Message);
            }
        }

        public PluginStatus Settle(NameClaims claims)
        {
            try
            {
                if (Plugin is not null)
                {
                    claims.Claim(Plugin.Manifest.Id, Plugin.Parts);
                }

                return new PluginStatus(Folder, Manifest, Plugin?.Parts, Failure);
            }
            catch (PluginException exception)
            {
                Plugin!.Unload();
                return new PluginStatus(Folder, Manifest, null, exception.Message);
            }
        }
    }
}
