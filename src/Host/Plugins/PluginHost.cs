using Atelier.Host.Plugins.Options;

namespace Atelier.Host.Plugins;

/// <summary>All plugins of a command that runs once: those that work, and those that do not with the reason.</summary>
internal sealed class PluginHost
{
    private PluginHost(IReadOnlyList<PluginStatus> plugins)
    {
        Plugins = plugins;
        Registry = new PluginRegistry(
            [.. plugins.Where(plugin => plugin.Manifest?.RunsIn == PluginProcess.Worker).Select(plugin => plugin.Parts)
                .OfType<PluginParts>()]);
    }

    /// <summary>Every folder found, in the order they were taken.</summary>
    public IReadOnlyList<PluginStatus> Plugins { get; }

    /// <summary>What the active ones bring to generations.</summary>
    public PluginRegistry Registry { get; }

    /// <summary>Loads every plugin. A plugin that fails is set aside; the others go on.</summary>
    /// <param name="roots">Folders of plugins; those of the first win where names clash.</param>
    /// <param name="loader">Loads one.</param>
    /// <param name="options">The values of their options.</param>
    public static PluginHost Start(IEnumerable<string> roots, PluginLoader loader, PluginOptionFiles? options = null)
    {
        // Side by side, so that one that hangs costs its own patience and not everyone's; settled in order, so that who wins a name is
        // certain.
        var folders = PluginDirectory.Scan(roots);
        var attempts = new PluginAttempt[folders.Count];
        Task.WaitAll(folders.Select((folder, i) => Task.Run(() =>
            attempts[i] = PluginAttempt.At(folder, loader, manifest => options?.Read(manifest.Id)))));
        var claims = new NameClaims();
        return new PluginHost([.. folders.Zip(attempts, (folder, attempt) => Settle(folder, attempt, claims))]);
    }

    private static PluginStatus Settle(string folder, PluginAttempt attempt, NameClaims claims)
    {
        try
        {
            if (attempt.Plugin is { } plugin)
            {
                claims.Claim(plugin.Manifest.Id, plugin.Parts);
                return new PluginStatus(folder, PluginState.Active, plugin.Manifest, plugin.Parts, null);
            }
        }
        catch (PluginException exception)
        {
            attempt = attempt.Refuse(exception);
        }

        return new PluginStatus(folder, PluginState.Failed, attempt.Manifest, null, attempt.Failure!.Message);
    }
}
