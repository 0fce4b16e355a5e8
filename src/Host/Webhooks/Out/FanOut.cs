using Atelier.Host.Notify;
using Atelier.Host.Store;
using Atelier.Jobs;

namespace Atelier.Host.Webhooks.Out;

/// <summary>
/// Turns events into deliveries, in order: one for each webhook that wants to hear of it. A cursor says how far it is, so that what
/// happened while the server was down, or just before it ended, is told when it is back.
/// </summary>
internal sealed partial class FanOut(
    IEventFeed feed, IJobStore jobs, IWebhookStore webhooks, IDeliveryStore deliveries, MessageBody body, Ulids ids, DeliverySignal signal,
    ILogger<FanOut> logger)
    : BackgroundService, IEventReader
{
    private const int Together = 200;

    // Where nobody listens the cursor is not written for each event, but not so seldom that a restart reads long.
    private const int MostUnwritten = 1000;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private long _cursor = -1;
    private long _written;

    public async Task CatchUpAsync(CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            await BeginAsync(cancellation);
            while (await jobs.EventsAsync(_cursor, Together, cancellation) is { Count: > 0 } some)
            {
                await TakeAsync(some, cancellation);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Keeps a job's own webhook, and what happened to the job before it was kept.</summary>
    /// <returns>The webhook; the earlier one where the job has one already.</returns>
    public async Task<Webhook> AddOfJobAsync(Webhook webhook, CancellationToken cancellation)
    {
        await webhooks.AddAsync(webhook, int.MaxValue, cancellation);
        var kept = (await webhooks.OfJobAsync(webhook.JobId!, cancellation))!;
        await deliveries.EnqueueAsync(
            await MessagesAsync(await deliveries.EventsOfJobAsync(webhook.JobId!, cancellation), [kept], cancellation), null, cancellation);
        signal.Raise();
        return kept;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await CatchUpAsync(stoppingToken);
                await foreach (var item in feed.ListenAsync(_cursor, stoppingToken))
                {
                    if (SequenceOf(item) > Interlocked.Read(ref _cursor))
                    {
                        await CatchUpAsync(stoppingToken);
                    }
                }
            }
            catch (QueueRefusedException exception)
            {
                Failed(exception.Message);
                await Task.Delay(Pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private static long? SequenceOf(FeedItem item) => item switch
    {
        FeedItem.JobEvent(var happened) => happened.Sequence,
        FeedItem.Happened(var happened) => happened.Sequence,
        _ => null,
    };

    private async Task BeginAsync(CancellationToken cancellation)
    {
        if (_cursor < 0)
        {
            _cursor = _written = await deliveries.CursorAsync(cancellation);
        }
    }

    // All reading is done before: the write holds up nobody for long.
    private async Task TakeAsync(IReadOnlyList<StoredEvent> events, CancellationToken cancellation)
    {
        var listeners =
            await webhooks.ListenersAsync(
                [.. events.Select(happened => happened.JobId).Where(id => id.Length > 0).Distinct()], cancellation);
        var messages = await MessagesAsync(events, listeners, cancellation);
        var last = events[^1].Sequence;
        if (messages.Count > 0 || last - _written >= MostUnwritten)
        {
            await deliveries.EnqueueAsync(messages, last, cancellation);
            _written = last;
        }

        Interlocked.Exchange(ref _cursor, last);
        if (messages.Count > 0)
        {
            signal.Raise();
        }
    }

    private async Task<IReadOnlyList<NewDelivery>> MessagesAsync(
        IReadOnlyList<StoredEvent> events, IReadOnlyList<Webhook> listeners, CancellationToken cancellation)
    {
        var messages = new List<NewDelivery>();
        foreach (var happened in events)
        {
            var wanted = listeners
                .Where(webhook => (webhook.JobId is null || webhook.JobId == happened.JobId)
                    && EventFilter.Matches(webhook.Events, happened.Type)).ToList();
            if (wanted.Count > 0)
            {
                var text = body.Of(happened, happened.IsOfJob ? await jobs.FindAsync(happened.JobId, cancellation) : null);
                messages.AddRange(
                    wanted.Select(webhook => new NewDelivery(MessageIds.New(ids), webhook.Id, happened.Sequence, happened.Type, text)));
            }
        }

        return messages;
    }

    [LoggerMessage(LogLevel.Warning, "Webhooks could not be told what happened, and will be: {Reason}")]
    private partial void Failed(string reason);
}
