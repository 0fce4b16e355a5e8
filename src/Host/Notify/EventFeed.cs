using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Atelier.Host.Store;
using Atelier.Host.Worker;
using Atelier.Jobs;

namespace Atelier.Host.Notify;

/// <summary>
/// Reads the store's events as they come, whoever wrote them, and tells them on. Each listener walks through the events at its own pace, so
/// that a slow one holds up nobody and misses none.
/// </summary>
internal sealed partial class EventFeed : BackgroundService, IEventFeed
{
    private const int Together = 500;
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    private readonly IJobStore _store;
    private readonly IWorkers _workers;
    private readonly JobSignal _signal;
    private readonly TimeProvider _time;
    private readonly CancellationToken _stopping;
    private readonly ILogger<EventFeed> _logger;
    private readonly ConcurrentDictionary<FeedListener, bool> _listeners = [];
    private readonly RunningProgress _progress = new();
    private readonly FeedListener _self = new();
    private readonly TaskCompletionSource<RecentEvents> _events = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public EventFeed(
        IJobStore store, IWorkers workers, JobSignal signal, TimeProvider time, IHostApplicationLifetime lifetime,
        ILogger<EventFeed> logger)
    {
        (_store, _workers, _signal, _time, _stopping, _logger) = (store, workers, signal, time, lifetime.ApplicationStopping, logger);
        _workers.News += Hear;
        _signal.Raised += _self.Signal;
    }

    public async IAsyncEnumerable<FeedItem> ListenAsync(long? after, [EnumeratorCancellation] CancellationToken cancellation)
    {
        // A server that shuts down ends its listeners' streams, without an error.
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _stopping);
        var listener = new FeedListener();
        _listeners[listener] = true;
        try
        {
            var last = after ?? (await _events.Task.WaitAsync(cancellation)).Last;
            while (!_stopping.IsCancellationRequested)
            {
                while (await AfterAsync(last, cancellation) is { Count: > 0 } some)
                {
                    foreach (var happened in some)
                    {
                        last = happened.Sequence;
                        yield return happened.IsOfJob ? new FeedItem.JobEvent(happened) : new FeedItem.Happened(happened);
                    }
                }

                foreach (var item in listener.Take())
                {
                    yield return item;
                }

                await listener.WaitAsync(either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                cancellation.ThrowIfCancellationRequested();
            }
        }
        finally
        {
            _listeners.TryRemove(listener, out _);
        }
    }

    public JobProgress? ProgressOf(string jobId)
    {
        _workers.Look();
        return _progress.Of(jobId);
    }

    public void Changed(string topic) => Each(listener => listener.Changed(topic));

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        _events.TrySetResult(new RecentEvents(await _store.LastEventAsync(cancellationToken)));
        await base.StartAsync(cancellationToken);
    }

    public override void Dispose()
    {
        _workers.News -= Hear;
        _signal.Raised -= _self.Signal;
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var events = await _events.Task;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ReadAsync(events, stoppingToken);
            }
            catch (QueueRefusedException exception)
            {
                Failed(exception.Message);
            }

            using var look = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
            await Task.WhenAny(_self.WaitAsync(look.Token), Task.Delay(Look, _time, look.Token));
            await look.CancelAsync();
        }
    }

    private async Task ReadAsync(RecentEvents events, CancellationToken cancellation)
    {
        while (true)
        {
            var some = await _store.EventsAsync(events.Last, Together, cancellation);
            foreach (var happened in some)
            {
                events.Add(happened);
                if (happened.IsOfJob && _progress.Hear(happened))
                {
                    Each(listener => listener.Forget(happened.JobId));
                }
            }

            if (some.Count > 0)
            {
                Each(listener => listener.Signal());
            }

            if (some.Count < Together)
            {
                return;
            }
        }
    }

    private async Task<IReadOnlyList<StoredEvent>> AfterAsync(long sequence, CancellationToken cancellation)
    {
        var events = await _events.Task.WaitAsync(cancellation);

        // One who comes back after long reads the store up to where the recent ones begin.
        return events.After(sequence) ?? await _store.EventsAsync(sequence, Together, cancellation);
    }

    private void Hear(WorkerNews news)
    {
        switch (news)
        {
            case WorkerNews.JobsChanged:
                _self.Signal();
                break;
            case WorkerNews.Progressed progressed when _progress.Moved(progressed.JobId, progressed.Progress):
                Each(listener => listener.Moved(progressed.JobId, progressed.Progress));
                if (!_listeners.IsEmpty)
                {
                    _workers.Look();
                }

                break;
            case WorkerNews.InventoryChanged:
                Changed("plugins");
                break;
            case WorkerNews.StatusChanged:
                Changed("workers");
                Changed("models");
                break;
        }
    }

    private void Each(Action<FeedListener> tell)
    {
        foreach (var listener in _listeners.Keys)
        {
            tell(listener);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Events could not be read, and will be again: {Reason}")]
    private partial void Failed(string reason);
}
