using Atelier.Host.Store;
using Atelier.Jobs;

namespace Atelier.Host.Notify;

/// <summary>What happens, for whoever listens: server-sent events, synchronous APIs, observers.</summary>
internal interface IEventFeed
{
    /// <summary>
    /// Tells everything from now on; with a sequence number, first what was stored after it. A listener that falls behind loses progress,
    /// never a stored event.
    /// </summary>
    /// <param name="after">A <see cref="StoredEvent.Sequence"/>; null begins now.</param>
    IAsyncEnumerable<FeedItem> ListenAsync(long? after, CancellationToken cancellation);

    /// <summary>The last progress of a running job; null where there is none.</summary>
    JobProgress? ProgressOf(string jobId);

    /// <summary>Tells listeners that something other than a job changed.</summary>
    /// <param name="topic"><c>plugins</c>, <c>models</c>, <c>workers</c>, <c>downloads</c>, <c>queue</c>, <c>scripts</c>, <c>runs</c>,
    /// <c>schedules</c>.</param>
    void Changed(string topic);
}

/// <summary>Something that happened.</summary>
internal abstract record FeedItem
{
    /// <summary>A job changed its state; stored, and told again after a reconnect.</summary>
    public sealed record JobEvent(StoredEvent Event) : FeedItem;

    /// <summary>Something else happened; stored, and told again after a reconnect.</summary>
    public sealed record Happened(StoredEvent Event) : FeedItem;

    /// <summary>A running job moved. Not stored.</summary>
    public sealed record JobMoved(string JobId, JobProgress Progress) : FeedItem;

    /// <summary>A list changed: fetch it again. Not stored.</summary>
    public sealed record ListChanged(string Topic) : FeedItem;
}
