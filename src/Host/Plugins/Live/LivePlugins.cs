using Atelier.Generation;
using Atelier.Host.Plugins.Options;

namespace Atelier.Host.Plugins.Live;

/// <summary>
/// The plugins of a running worker: folders that come, change and go take effect while jobs run. A job keeps the plugins it began with;
/// those that no job uses any more unload, and it is watched that they do.
/// <code>
///  a change ─(files at rest)─(private copy)─(load, beside what runs)─(names free?)─► the next set, for jobs from now on
///                                                                                    │
///                          gone ◄─(collected?)─(unload)─(last job ends)─ the old one drains
/// </code>
/// </summary>
internal sealed partial class LivePlugins : IAsyncDisposable
{
    private readonly LivePluginSettings _settings;
    private readonly ILogger _log;
    private readonly TimeProvider _time;
    private readonly PluginSnapshots _snapshots;
    private readonly FolderLoader _loader;
    private readonly PluginSlots _slots;
    private readonly PluginLifetimes _lifetimes;
    private readonly FolderChanges _changes;
    private readonly Lookout _lookout;

    // Held by whoever changes the slots: the look that goes round, or a change of options.
    private readonly SemaphoreSlim _turn = new(1);
    private IReadOnlyList<PluginStatus> _standing = [];

    private LivePlugins(LivePluginSettings settings, PluginSnapshots snapshots, ILogger log, TimeProvider time)
    {
        (_settings, _snapshots, _log, _time) = (settings, snapshots, log, time);
        _loader = new FolderLoader(settings, snapshots);
        _slots = new PluginSlots(settings, log);
        _lifetimes = new PluginLifetimes(settings, log, time, RaiseChanged);
        _changes = new FolderChanges(settings, _slots, _loader, _lifetimes, Wake, log, time);
        _lookout = new Lookout(settings, () => LookAsync(patient: true), log, time);
    }

    /// <summary>Raised when a plugin came, changed or went, or what is known of one did. Handlers return quickly.</summary>
    public event Action? Changed;

    /// <summary>Every plugin: those in folders, in their order, then those on their way out.</summary>
    public IReadOnlyList<PluginStatus> Plugins => [.. _standing, .. _lifetimes.Leaving];

    /// <summary>Those that can be used now.</summary>
    public IReadOnlyList<RunningPlugin> Running => _lifetimes.Running;

    /// <summary>How many were told to unload and are still in memory, leaked or not.</summary>
    public int Departing => _lifetimes.Departing;

    /// <summary>How many plugins could not be unloaded.</summary>
    public int Leaked => _lifetimes.Leaked;

    /// <summary>Whether so many could not be unloaded that the process had better begin anew, when its job is done.</summary>
    public bool RestartWanted => Leaked >= _settings.LeakLimit;

    /// <summary>Loads the plugins that are there and begins to watch.</summary>
    public static async Task<LivePlugins> StartAsync(
        LivePluginSettings settings, ILogger log, TimeProvider time, CancellationToken cancellation = default)
    {
        var plugins = new LivePlugins(settings, PluginSnapshots.OfUser(), log, time);
        plugins._lookout.Watch();
        await plugins.LookAsync(patient: false);
        var loading = Task.WhenAll(plugins._slots.All.Select(folder => folder.Loading).OfType<Task>());
        await Task.WhenAny(loading, Task.Delay(settings.StartPatience, time, cancellation));
        cancellation.ThrowIfCancellationRequested();
        await plugins.LookAsync(patient: true);
        plugins._lookout.Begin();
        return plugins;
    }

    /// <summary>The plugins as they are now, for one job: dispose it when the job ends.</summary>
    public PluginLease Use() => _lifetimes.Use();

    /// <inheritdoc cref="PluginSets.Hold"/>
    public IDisposable? Hold(RunningPlugin plugin) => _lifetimes.Hold(plugin);

    /// <summary>Looks for changes now.</summary>
    /// <returns>Done when what was found is loaded.</returns>
    public Task RescanAsync(CancellationToken cancellation) => _lookout.LookNowAsync(cancellation);

    /// <summary>Gives a plugin other options. It is loaded with them at once; where that fails nothing changes.</summary>
    /// <param name="id">The plugin's.</param>
    /// <param name="options">Their values as JSON; what is left out has its default, a secret's mask keeps the secret.</param>
    /// <exception cref="RequestException">There is no such plugin, it has no options, or it does not take these.</exception>
    public async Task ConfigureAsync(string id, string options, CancellationToken cancellation)
    {
        await RescanAsync(cancellation);
        await _turn.WaitAsync(cancellation);
        try
        {
            var files = _settings.Options ?? throw new RequestException("id", "options of plugins are not kept here");
            var folder = _slots.Find(id)
                ?? throw new RequestException("id", $"there is no plugin '{Texts.OneLine.Of(id, 64)}'");
            if (folder.Loading is { } before)
            {
                await before;
                _changes.Settle(folder);
            }

            options = SecretOptions.Restore(options, files.Read(id));
            var loading = await Task.Run(() => _loader.LoadWith(folder.Path, options), cancellation);
            if ((_slots.Refusal(folder, loading) ?? WithoutOptions(loading)) is { } refusal)
            {
                _lifetimes.Forget(folder, loading with { Attempt = loading.Attempt!.Refuse(refusal) });
                throw refusal is PluginOptionException { Field.Length: > 0 } option
                    ? new RequestException(option.Field, option.Problem)
                    : new RequestException("options", refusal.Message);
            }

            files.Write(id, options);
            _changes.Take(folder, loading);
            folder.Look(files.PathOf(id), _time.GetTimestamp());
            folder.Tried = folder.Seen;
            Publish();
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _lookout.DisposeAsync();
        _lifetimes.Replace([]);
        _snapshots.Dispose();
    }

    /// <summary>One look at all folders.</summary>
    /// <param name="patient">Whether to wait until files are at rest; at the start, what is there is taken as written.</param>
    /// <returns>Whether nothing is left to wait for.</returns>
    private async Task<bool> LookAsync(bool patient)
    {
        await _turn.WaitAsync();
        try
        {
            _lifetimes.LookAgain();
            var changed = false;
            _slots.Look();
            foreach (var folder in _slots.All)
            {
                changed |= _changes.Settle(folder);
                _changes.Follow(folder, patient);
                changed |= _changes.Leave(folder);
            }

            if (changed)
            {
                Publish();
            }

            return _slots.AreSettled;
        }
        finally
        {
            _turn.Release();
        }
    }

    private static PluginException? WithoutOptions(FolderLoading loading) =>
        loading.Attempt!.Plugin!.Parts.Options is null ? new PluginException("it has no options") : null;

    private void Publish()
    {
        _standing = _slots.Statuses;
        _lifetimes.Replace(_slots.Running);
        RaiseChanged();
    }

    private void Wake() => _lookout.Wake();

    private void RaiseChanged()
    {
        try
        {
            Changed?.Invoke();
        }
        catch (Exception exception)
        {
            LogHandlerFailed(_log, exception);
        }
    }

    [LoggerMessage(LogLevel.Error, "What follows a change of plugins failed")]
    private static partial void LogHandlerFailed(ILogger log, Exception exception);
}
