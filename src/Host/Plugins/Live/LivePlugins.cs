using Atelier.Generation;
using Atelier.Host.Plugins.Options;

namespace Atelier.Host.Plugins.Live;

/// <summary>
/// The plugins of a running worker: folders that come, change and go take effect while jobs run. A job keeps the plugins it began with; those
/// that no job uses any more unload, and it is watched that they do.
/// <code>
///  a change ─(files at rest)─(private copy)─(load, beside what runs)─(names free?)─► the next set, for jobs from now on
///                                                                                    │
///                          gone ◄─(collected?)─(unload)─(last job ends)─ the old one drains
/// </code>
/// </summary>
internal sealed partial class LivePlugins : IAsyncDisposable
{
    private static readonly TimeSpan SoonestLook = TimeSpan.FromMilliseconds(20);

    private readonly LivePluginSettings _settings;
    private readonly ILogger _log;
    private readonly TimeProvider _time;
    private readonly PluginSnapshots _snapshots;
    private readonly FolderLoader _loader;
    private readonly PluginSets _sets;
    private readonly Departures _departures;
    private readonly FolderWatch _watch;
    private readonly SemaphoreSlim _signal = new(0);
    private readonly CancellationTokenSource _stop = new();

    // Held by whoever changes the folders below: the look that goes round, or a change of options.
    private readonly SemaphoreSlim _turn = new(1);
    private readonly SortedDictionary<(int Root, string Path), PluginFolder> _folders = [];
    private readonly HashSet<RunningPlugin> _draining = [];
    private readonly List<TaskCompletionSource> _waiting = [];
    private Task _looking = Task.CompletedTask;
    private IReadOnlyList<PluginStatus> _standing = [];

    private LivePlugins(LivePluginSettings settings, PluginSnapshots snapshots, ILogger log, TimeProvider time)
    {
        (_settings, _snapshots, _log, _time) = (settings, snapshots, log, time);
        _loader = new FolderLoader(settings, snapshots);
        _sets = new PluginSets(Unload);
        _departures = new Departures(settings.Collections, time, Gone);
        _watch = new FolderWatch(settings.Roots, Wake);
    }

    /// <summary>Raised when a plugin came, changed or went, or what is known of one did. Handlers return quickly.</summary>
    public event Action? Changed;

    /// <summary>Every plugin: those in folders, in their order, then those on their way out.</summary>
    public IReadOnlyList<PluginStatus> Plugins
    {
        get
        {
            lock (_draining)
            {
                return
                [
                    .. _standing,
                    .. _draining.Select(plugin => new PluginStatus(plugin.Folder, PluginState.Draining, plugin.Manifest, plugin.Parts, null)),
                    .. _departures.All.Select(departed => departed.Status).OfType<PluginStatus>(),
                ];
            }
        }
    }

    /// <summary>How many were told to unload and are still in memory, leaked or not.</summary>
    public int Departing => _departures.All.Count;

    /// <summary>How many plugins could not be unloaded.</summary>
    public int Leaked => _departures.Leaked;

    /// <summary>Whether so many could not be unloaded that the process had better begin anew, when its job is done.</summary>
    public bool RestartWanted => Leaked >= _settings.LeakLimit;

    /// <summary>Loads the plugins that are there and begins to watch.</summary>
    public static async Task<LivePlugins> StartAsync(LivePluginSettings settings, ILogger log, TimeProvider time, CancellationToken cancellation = default)
    {
        var plugins = new LivePlugins(settings, PluginSnapshots.OfUser(), log, time);
        plugins._watch.Renew();
        await plugins.LookAsync(patient: false);
        var loading = Task.WhenAll(plugins._folders.Values.Select(folder => folder.Loading).OfType<Task>());
        await Task.WhenAny(loading, Task.Delay(settings.StartPatience, time, cancellation));
        cancellation.ThrowIfCancellationRequested();
        await plugins.LookAsync(patient: true);
        plugins._looking = Task.Run(plugins.LookOnAsync, CancellationToken.None);
        return plugins;
    }

    /// <summary>The plugins as they are now, for one job: dispose it when the job ends.</summary>
    public PluginLease Use() => _sets.Use();

    /// <summary>Looks for changes now.</summary>
    /// <returns>Done when what was found is loaded.</returns>
    public async Task RescanAsync(CancellationToken cancellation)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_waiting)
        {
            _waiting.Add(done);
        }

        Wake();
        await done.Task.WaitAsync(cancellation);
    }

    /// <summary>Gives a plugin other options. It is loaded with them at once; where that fails nothing changes.</summary>
    /// <param name="id">The plugin's.</param>
    /// <param name="options">Their values as JSON; what is left out has its default.</param>
    /// <exception cref="RequestException">There is no such plugin, it has no options, or it does not take these.</exception>
    public async Task ConfigureAsync(string id, string options, CancellationToken cancellation)
    {
        await RescanAsync(cancellation);
        await _turn.WaitAsync(cancellation);
        try
        {
            var files = _settings.Options ?? throw new RequestException("id", "options of plugins are not kept here");
            var folder = _folders.Values.FirstOrDefault(folder => folder.Id == id)
                ?? throw new RequestException("id", $"there is no plugin '{Texts.OneLine.Of(id, 64)}'");
            if (folder.Loading is { } before)
            {
                await before;
                Settle(folder);
            }

            var loading = await Task.Run(() => _loader.LoadWith(folder.Path, options), cancellation);
            if ((Refusal(folder, loading) ?? WithoutOptions(loading)) is { } refusal)
            {
                Forget(folder, loading with { Attempt = loading.Attempt!.Refuse(refusal) });
                throw refusal is PluginOptionException { Field.Length: > 0 } option
                    ? new RequestException(option.Field, option.Problem)
                    : new RequestException("options", refusal.Message);
            }

            files.Write(id, options);
            Take(folder, loading);
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
        await _stop.CancelAsync();
        Wake();
        await _looking;
        lock (_waiting)
        {
            _waiting.ForEach(waiting => waiting.TrySetCanceled());
        }

        _watch.Dispose();
        _sets.Replace([]);
        _snapshots.Dispose();
    }

    private async Task LookOnAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await _signal.WaitAsync(await LookAsync(patient: true));
                await Task.Delay(SoonestLook, _time, _stop.Token);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (Exception exception)
            {
                // Whatever it was, the next look may fare better; without one, no plugin would ever change again.
                LogLookFailed(_log, exception);
                await Task.Delay(_settings.Poll, _time);
            }
        }
    }

    /// <summary>One look at all folders.</summary>
    /// <param name="patient">Whether to wait until files are at rest; at the start, what is there is taken as written.</param>
    /// <returns>When to look again, at the latest.</returns>
    private async Task<TimeSpan> LookAsync(bool patient)
    {
        await _turn.WaitAsync();
        try
        {
            TaskCompletionSource[] asked;
            lock (_waiting)
            {
                asked = [.. _waiting];
            }

            _watch.Renew();
            _departures.LookAgain();
            var changed = false;
            Find();
            foreach (var folder in _folders.Values.ToArray())
            {
                changed |= Settle(folder);
                Follow(folder, patient);
                changed |= Leave(folder);
            }

            if (changed)
            {
                Publish();
            }

            var unsettled = _folders.Values.Any(folder => folder.Pending || folder.Loading is not null);
            if (!unsettled)
            {
                lock (_waiting)
                {
                    _waiting.RemoveAll(asked.Contains);
                }

                Array.ForEach(asked, done => done.TrySetResult());
            }

            return unsettled ? _settings.Quiet / 4 : _settings.Poll;
        }
        finally
        {
            _turn.Release();
        }
    }

    private void Find()
    {
        for (var root = 0; root < _settings.Roots.Count; root++)
        {
            try
            {
                foreach (var path in PluginDirectory.Scan([_settings.Roots[root]]))
                {
                    if (_settings.Only?.Contains(Path.GetFileName(path)) ?? true)
                    {
                        _folders.TryAdd((root, path), new PluginFolder(path));
                    }
                }
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                LogRootUnreadable(_log, _settings.Roots[root], exception.Message);
            }
        }
    }

    // A loading that has ended changes what its folder brings.
    private bool Settle(PluginFolder folder)
    {
        if (folder.Loading is not { IsCompleted: true } done)
        {
            return false;
        }

        folder.Loading = null;
        var loading = done.GetAwaiter().GetResult();
        if (loading.Stamp is null)
        {
            return false;
        }

        folder.Tried = loading.Stamp;
        if (loading.Attempt is null)
        {
            var recovered = folder.Failure is not null;
            folder.Failure = null;
            return recovered;
        }

        if (Refusal(folder, loading) is { } refusal)
        {
            loading = loading with { Attempt = loading.Attempt.Refuse(refusal) };
            (folder.Failure, folder.FailedManifest) = (refusal, loading.Attempt.Manifest);
            LogRefused(_log, folder.Path, refusal.Message);
            Forget(folder, loading);
            return true;
        }

        Take(folder, loading);
        return true;
    }

    // Begins to load what is at rest and was not tried yet.
    private void Follow(PluginFolder folder, bool patient)
    {
        var optionsFile = folder.Id is { } id ? _settings.Options?.PathOf(id) : null;
        folder.Look(optionsFile, _time.GetTimestamp());
        if (folder is { Loading: null, Pending: true, Seen: { } stamp } && (!patient || folder.Ready || AtRest(folder)))
        {
            var running = folder.Running?.Content;
            folder.Loading = Task.Run(() => _loader.Load(folder.Path, stamp, running, optionsFile));
            folder.Loading.ContinueWith(_ => Wake(), TaskScheduler.Default);
        }
    }

    // A folder that is gone, and stays gone, takes its plugin along.
    private bool Leave(PluginFolder folder)
    {
        if (folder is not { Seen: null, Loading: null } || !AtRest(folder))
        {
            return false;
        }

        foreach (var key in _folders.Where(pair => pair.Value == folder).Select(pair => pair.Key).ToArray())
        {
            _folders.Remove(key);
        }

        Retire(folder);
        return true;
    }

    private bool AtRest(PluginFolder folder) => _time.GetElapsedTime(folder.SeenAt) >= _settings.Quiet;

    // Why what was loaded cannot run; null where it can.
    private PluginException? Refusal(PluginFolder folder, FolderLoading loading)
    {
        folder.Contested = false;
        if (loading.Attempt!.Failure is { } failure)
        {
            return failure;
        }

        try
        {
            var claims = new NameClaims();
            foreach (var other in _folders.Values.Where(other => other != folder).Select(other => other.Running).OfType<RunningPlugin>())
            {
                claims.Claim(other.Manifest.Id, other.Parts);
            }

            claims.Claim(loading.Attempt.Plugin!.Manifest.Id, loading.Attempt.Plugin.Parts);
            return null;
        }
        catch (PluginException taken)
        {
            folder.Contested = true;
            return taken;
        }
    }

    private static PluginException? WithoutOptions(FolderLoading loading) =>
        loading.Attempt!.Plugin!.Parts.Options is null ? new PluginException("it has no options") : null;

    private void Take(PluginFolder folder, FolderLoading loading)
    {
        Retire(folder);
        folder.Running = new RunningPlugin(folder.Path, loading.Attempt!.Plugin!, loading.Snapshot!, loading.Content);
        (folder.Failure, folder.FailedManifest) = (null, null);
        LogActive(_log, folder.Running.Manifest.Id, folder.Running.Version, folder.Path);
    }

    private void Retire(PluginFolder folder)
    {
        if (folder.Running is { } before)
        {
            folder.Running = null;
            lock (_draining)
            {
                _draining.Add(before);
            }

            LogDraining(_log, before.Manifest.Id, before.Version);
        }

        // Its names may be what another waits for.
        foreach (var other in _folders.Values.Where(other => other.Contested))
        {
            other.Tried = null;
        }
    }

    private void Forget(PluginFolder folder, FolderLoading loading)
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

    private void Publish()
    {
        _standing = [.. _folders.Values.Select(folder => folder.Status).OfType<PluginStatus>()];
        _sets.Replace([.. _folders.Values.Select(folder => folder.Running).OfType<RunningPlugin>()]);
        RaiseChanged();
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
        else
        {
            LogLeaked(_log, departed.Name, Leaked, _settings.LeakLimit);
        }

        RaiseChanged();
    }

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

    private void Wake()
    {
        if (_signal.CurrentCount == 0)
        {
            _signal.Release();
        }
    }
}
