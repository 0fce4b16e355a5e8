namespace Atelier.Host.Plugins.Live;

/// <summary>What a change of a plugin's folder comes to: loaded when its files are at rest, it runs in place of the one before.</summary>
/// <param name="wake">Told when a loading has ended, to have its folder settled.</param>
internal sealed partial class FolderChanges(
    LivePluginSettings settings, PluginSlots slots, FolderLoader loader, PluginLifetimes lifetimes, Action wake, ILogger log,
    TimeProvider time)
{
    /// <summary>A loading that has ended changes what its folder brings.</summary>
    /// <returns>Whether it did.</returns>
    public bool Settle(PluginFolder folder)
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
            var changed = folder.Failure is not null || (loading.IsElsewhere && folder.Running is not null);
            folder.Failure = null;
            if (loading.IsElsewhere)
            {
                Retire(folder);
            }

            return changed;
        }

        if (slots.Refusal(folder, loading) is { } refusal)
        {
            loading = loading with { Attempt = loading.Attempt.Refuse(refusal) };
            (folder.Failure, folder.FailedManifest) = (refusal, loading.Attempt.Manifest);
            LogRefused(log, folder.Path, refusal.Message);
            lifetimes.Forget(folder, loading);
            return true;
        }

        Take(folder, loading);
        return true;
    }

    /// <summary>Begins to load what is at rest and was not tried yet.</summary>
    /// <param name="patient">Whether to wait until files are at rest.</param>
    public void Follow(PluginFolder folder, bool patient)
    {
        var optionsFile = folder.Id is { } id ? settings.Options?.PathOf(id) : null;
        folder.Look(optionsFile, time.GetTimestamp());
        if (folder is { Loading: null, Pending: true, Seen: { } stamp } && (!patient || folder.Ready || AtRest(folder)))
        {
            var running = folder.Running?.Content;
            folder.Loading = Task.Run(() => loader.Load(folder.Path, stamp, running, optionsFile));
            folder.Loading.ContinueWith(_ => wake(), TaskScheduler.Default);
        }
    }

    /// <summary>A folder that is gone, and stays gone, takes its plugin along.</summary>
    /// <returns>Whether it did.</returns>
    public bool Leave(PluginFolder folder)
    {
        if (folder is not { Seen: null, Loading: null } || !AtRest(folder))
        {
            return false;
        }

        slots.Remove(folder);
        Retire(folder);
        return true;
    }

    /// <summary>What was loaded runs from now on.</summary>
    public void Take(PluginFolder folder, FolderLoading loading)
    {
        Retire(folder);
        folder.Running = new RunningPlugin(folder.Path, loading.Attempt!.Plugin!, loading.Snapshot!, loading.Content);
        (folder.Failure, folder.FailedManifest) = (null, null);
        LogActive(log, folder.Running.Manifest.Id, folder.Running.Version, folder.Path);
    }

    private bool AtRest(PluginFolder folder) => time.GetElapsedTime(folder.SeenAt) >= settings.Quiet;

    private void Retire(PluginFolder folder)
    {
        if (folder.Running is { } before)
        {
            folder.Running = null;
            lifetimes.Drain(before);
        }

        slots.TryContestedAgain();
    }

    [LoggerMessage(LogLevel.Information, "Plugin {Id} {Version} is active, from {Folder}")]
    private static partial void LogActive(ILogger log, string id, string version, string folder);

    [LoggerMessage(LogLevel.Warning, "The plugin in {Folder} is set aside: {Reason}")]
    private static partial void LogRefused(ILogger log, string folder, string reason);
}
