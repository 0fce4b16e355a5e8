namespace Atelier.Host.Plugins.Live;

/// <summary>
/// The plugins that jobs use, and those that they use no more: a plugin drains until the last job that began with it ends, is told to
/// unload, and is watched until it is gone from memory.
/// </summary>
internal sealed partial class PluginLifetimes
{
    private readonly LivePluginSettings _settings;
    private readonly ILogger _log;
    private readonly Action _changed;
    private readonly PluginSets _sets;
    private readonly Departures _departures;
    private readonly HashSet<RunningPlugin> _draining = [];

    /// <param name="changed">Told when a plugin is gone, or counts as leaked.</param>
    public PluginLifetimes(LivePluginSettings settings, ILogger log, TimeProvider time, Action changed)
    {
        (_settings, _log, _changed) = (settings, log, changed);
        _sets = new PluginSets(Unload);
        _departures = new Departures(settings.Collections, time, Gone);
    }

    /// <summary>Those on their way out.</summary>
    public IReadOnlyList<PluginStatus> Leaving
    {
        get
        {
            lock (_draining)
            {
                return
                [
                    .. _draining.Select(plugin =>
                        new PluginStatus(plugin.Folder, PluginState.Draining, plugin.Manifest, plugin.Parts, null)),
                    .. _departures.All.Select(departed => departed.Status).OfType<PluginStatus>(),
                ];
            }
        }
    }

    /// <inheritdoc cref="LivePlugins.Departing"/>
    public int Departing => _departures.All.Count;

    /// <inheritdoc cref="LivePlugins.Leaked"/>
    public int Leaked => _departures.Leaked;

    /// <inheritdoc cref="PluginSets.Use"/>
    public PluginLease Use() => _sets.Use();

    /// <inheritdoc cref="PluginSets.Hold"/>
    public IDisposable? Hold(RunningPlugin plugin) => _sets.Hold(plugin);

    /// <summary>The plugins of the current set.</summary>
    public IReadOnlyList<RunningPlugin> Running => _sets.Current.Plugins;

    /// <inheritdoc cref="PluginSets.Replace"/>
    public void Replace(IReadOnlyList<RunningPlugin> plugins) => _sets.Replace(plugins);

    /// <summary>Looks whether those that leaked have gone since.</summary>
    public void LookAgain() => _departures.LookAgain();

    /// <summary>A plugin is in the next set no more.</summary>
    public void Drain(RunningPlugin plugin)
    {
        lock (_draining)
        {
            _draining.Add(plugin);
        }

        LogDraining(_log, plugin.Manifest.Id, plugin.Version);
    }

    /// <summary>What was loaded and could not be taken goes at once.</summary>
    public void Forget(PluginFolder folder, FolderLoading loading)
    {
        if (loading.Attempt?.Failure?.Remains is { } remains)
        {
            _departures.Add(new Departed(folder.Path, loading.Attempt.Manifest, remains, null) { Snapshot = loading.Snapshot?.Folder });
        }
        else if (loading.Snapshot is { } snapshot)
        {
            PluginSnapshots.Remove(snapshot.Folder);
        }
    }

    private void Unload(RunningPlugin plugin)
    {
        var departed = new Departed(plugin.Folder, plugin.Manifest, plugin.Unload(), plugin.Parts) { Snapshot = plugin.Snapshot.Folder };
        lock (_draining)
        {
            _draining.Remove(plugin);
            _departures.Add(departed);
        }
    }

    private void Gone(Departed departed)
    {
        if (departed.IsGone)
        {
            LogGone(_log, departed.Name);
        }
        else if (_settings.Process == PluginProcess.Server)
        {
            LogStays(_log, departed.Name);
        }
        else
        {
            LogLeaked(_log, departed.Name, Leaked, _settings.LeakLimit);
        }

        _changed();
    }

    [LoggerMessage(LogLevel.Information, "Plugin {Id} {Version} takes nothing new; it unloads when the last that uses it ends")]
    private static partial void LogDraining(ILogger log, string id, string version);

    [LoggerMessage(LogLevel.Warning, "Plugin {Name} could not be unloaded and stays in memory until the server ends")]
    private static partial void LogStays(ILogger log, string name);

    [LoggerMessage(LogLevel.Information, "Plugin {Name} is unloaded")]
    private static partial void LogGone(ILogger log, string name);

    [LoggerMessage(
        LogLevel.Warning,
        "Plugin {Name} could not be unloaded and stays in memory; there are {Leaked} such, and at {Limit} this process is restarted")]
    private static partial void LogLeaked(ILogger log, string name, int leaked, int limit);
}
