using Atelier.Host.Notify;

namespace Atelier.Host.Downloads;

/// <summary>The server's downloads: a few at once, some waiting, each visible, each survives a restart.</summary>
internal sealed partial class DownloadQueue(
    ModelFetcher fetcher, DownloadStore store, DownloadLimits limits, IEventFeed feed, TimeProvider time, ILogger<DownloadQueue> log)
        : IHostedService
{
    public const string Topic = "downloads";
    private const string ModelsTopic = "models";
    private static readonly TimeSpan Refresh = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly List<DownloadEntry> _entries = [];
    private bool _stopping;

    /// <summary>All that wait, run, or ended not long ago, in the order in which they were asked for.</summary>
    public IReadOnlyList<DownloadEntry> List()
    {
        lock (_lock)
        {
            return [.. _entries];
        }
    }

    /// <summary>Finds one; null where there is none.</summary>
    public DownloadEntry? Find(string id) => List().FirstOrDefault(entry => entry.Download.Id == id);

    /// <summary>How many wait before this one; null for one that does not wait.</summary>
    public int? PositionOf(DownloadEntry entry)
    {
        lock (_lock)
        {
            var position = Waiting().TakeWhile(other => other != entry).Count();
            return entry.Download.State == DownloadState.Waiting ? position : null;
        }
    }

    /// <summary>Puts a download into the queue.</summary>
    /// <exception cref="DownloadException">It cannot be had now: it is under way, its name is taken, the disk is full, or too many
    /// wait.</exception>
    public DownloadEntry Add(ModelOffer offer, string owner, bool replace)
    {
        DownloadEntry entry;
        lock (_lock)
        {
            if (_entries.Find(other => other.Download.IsOpen && IsSame(other.Download.Offer, offer)) is { } same)
            {
                throw new DownloadException(
                    DownloadFault.Exists,
                    $"{same.Download.Offer.Name} is being fetched already; its id is {same.Download.Id}", "source");
            }

            if (Waiting().Count() >= limits.Waiting)
            {
                throw new DownloadException(
                    DownloadFault.Full,
                    $"{limits.Waiting} downloads are waiting; try again when one has ended, or cancel one");
            }

            fetcher.Check(offer, replace);
            _entries.RemoveAll(other => other.Download.Id == offer.Key);
            entry = NewEntry(new Download(offer.Key, offer, DownloadState.Waiting, owner, time.GetUtcNow(), replace));
            store.Save(entry.Download);
            _entries.Add(entry);
        }

        LogAdded(log, entry.Download.Id, offer.Source, owner);
        Pump();
        return entry;
    }

    /// <summary>Ends a download and removes what was fetched of it. One that has ended is taken from the list.</summary>
    /// <returns>False where there is none.</returns>
    public async Task<bool> RemoveAsync(string id)
    {
        DownloadEntry? entry;
        lock (_lock)
        {
            entry = _entries.Find(other => other.Download.Id == id);
            if (entry is null)
            {
                return false;
            }

            if (!entry.Download.IsOpen)
            {
                _entries.Remove(entry);
            }
            else if (entry.Download.State == DownloadState.Waiting)
            {
                entry.Download = entry.Download with { State = DownloadState.Canceled, EndedAt = time.GetUtcNow() };
            }
        }

        entry.Cancel();
        await entry.Ended;
        store.Remove(id);
        feed.Changed(Topic);
        return true;
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            store.Sweep(time.GetUtcNow() - limits.Keep);
            foreach (var download in store.Load())
            {
                _entries.Add(
                    NewEntry(download.State == DownloadState.Running ? download with { State = DownloadState.Waiting } : download));
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A models folder that cannot be read is shown elsewhere; the server starts all the same.
            LogUnreadable(log, exception.Message);
        }

        Pump();
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _stopping = true;
        }

        // What runs stays marked as running, and the next start goes on with it.
        var entries = List();
        foreach (var entry in entries)
        {
            entry.Cancel();
        }

        await Task.WhenAll(entries.Select(entry => entry.Ended)).WaitAsync(cancellationToken);
    }

    private bool IsSame(ModelOffer one, ModelOffer other) => one.Key == other.Key || fetcher.PathOf(one) == fetcher.PathOf(other);

    private int Running() => _entries.Count(entry => entry.Download.State == DownloadState.Running);

    private IEnumerable<DownloadEntry> Waiting() => _entries.Where(entry => entry.Download.State == DownloadState.Waiting);

    private DownloadEntry NewEntry(Download download)
    {
        var told = time.GetTimestamp();
        DownloadEntry? entry = null;
        entry = new DownloadEntry(download, new DownloadMeter(download.Offer, time, () =>
        {
            if (time.GetElapsedTime(told) >= Refresh)
            {
                told = time.GetTimestamp();
                feed.Changed(Topic);
            }
        }));
        return entry;
    }

    // Starts what may run.
    private void Pump()
    {
        lock (_lock)
        {
            while (!_stopping && Running() < limits.AtOnce && Waiting().FirstOrDefault() is { } next)
            {
                next.Download = next.Download with { State = DownloadState.Running, StartedAt = time.GetUtcNow() };
                next.Run(cancellation => RunAsync(next, cancellation));
            }
        }

        feed.Changed(Topic);
    }

    private async Task RunAsync(DownloadEntry entry, CancellationToken cancellation)
    {
        // Out of the lock under which it was started.
        await Task.Yield();
        var download = entry.Download;
        try
        {
            store.Save(download);
            await fetcher.FetchAsync(download.Offer, download.Replace, entry.Meter, cancellation);
            End(entry, download with { State = DownloadState.Succeeded });
            LogFetched(log, download.Id, download.Offer.Source, download.Offer.Name);
            feed.Changed(ModelsTopic);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            if (!_stopping)
            {
                End(entry, download with { State = DownloadState.Canceled });
            }
        }
        catch (Exception exception)
        {
            var known = exception as DownloadException;
            var message = known?.Message
                ?? (exception is IOException or UnauthorizedAccessException
                    ? exception.Message
                    : "it failed for a reason that the log tells");
            LogFailed(log, download.Id, download.Offer.Source, message, known is null ? exception : null);
            download = download with { State = DownloadState.Failed, Error = message, Fault = known?.Fault };
            End(entry, download);
            Keep(download with { EndedAt = entry.Download.EndedAt });
        }

        Pump();
    }

    private void End(DownloadEntry entry, Download download)
    {
        lock (_lock)
        {
            entry.Download = download with { EndedAt = time.GetUtcNow() };
            while (_entries.Count(other => !other.Download.IsOpen) > limits.Ended)
            {
                _entries.Remove(_entries.Find(other => !other.Download.IsOpen)!);
            }
        }
    }

    private void Keep(Download download)
    {
        try
        {
            store.Save(download);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            LogUnreadable(log, exception.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Download {Id}: {Owner} asked for {Source}")]
    private static partial void LogAdded(ILogger log, string id, string source, string owner);

    [LoggerMessage(Level = LogLevel.Information, Message = "Download {Id}: {Source} is there as {Name}")]
    private static partial void LogFetched(ILogger log, string id, string source, string name);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Download {Id}: {Source} failed: {Reason}")]
    private static partial void LogFailed(ILogger log, string id, string source, string reason, Exception? exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The models folder's downloads cannot be read or written: {Reason}")]
    private static partial void LogUnreadable(ILogger log, string reason);
}
