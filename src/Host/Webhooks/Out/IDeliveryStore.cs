using Atelier.Host.Queue;
using Atelier.Host.Store;

namespace Atelier.Host.Webhooks.Out;

/// <summary>
/// Where deliveries are kept, and how far the events have become deliveries. Every write is committed when its task completes.
/// </summary>
internal interface IDeliveryStore : IExpiring
{
    /// <summary>The event after which to go on.</summary>
    Task<long> CursorAsync(CancellationToken cancellation);

    /// <summary>
    /// Keeps deliveries and the cursor. One of an event that its webhook has already, or that happened before the webhook was there, is
    /// left out.
    /// </summary>
    Task EnqueueAsync(IReadOnlyList<NewDelivery> deliveries, long? cursor, CancellationToken cancellation);

    /// <summary>What happened to a job so far.</summary>
    Task<IReadOnlyList<StoredEvent>> EventsOfJobAsync(string jobId, CancellationToken cancellation);

    /// <summary>What is to be sent now: the oldest of each lane.</summary>
    Task<DueDeliveries> DueAsync(DueQuery query, CancellationToken cancellation);

    /// <summary>Notes an attempt and what follows from it.</summary>
    Task SettleAsync(string id, DeliveryAttempt attempt, DeliveryVerdict verdict, CancellationToken cancellation);

    /// <summary>Newest first.</summary>
    Task<DeliveryPage> ListAsync(DeliveryFilter filter, CancellationToken cancellation);

    Task<Delivery?> FindAsync(string id, CancellationToken cancellation);

    /// <summary>The attempts of deliveries, in order.</summary>
    Task<ILookup<string, DeliveryAttempt>> AttemptsAsync(IReadOnlyCollection<string> ids, CancellationToken cancellation);

    /// <summary>Sends again what is over: one, or all that were given up. The ids stay.</summary>
    /// <param name="id">A delivery; null takes all dead ones.</param>
    /// <returns>How many.</returns>
    Task<int> ResendAsync(string webhookId, string? id, CancellationToken cancellation);
}

/// <summary>A message to be kept.</summary>
/// <param name="Event">The event's number; null for one that nothing happened for.</param>
internal sealed record NewDelivery(string Id, string WebhookId, long? Event, string Type, string Body);

/// <param name="PerLane">How many of each lane at most.</param>
/// <param name="Most">How many in all.</param>
/// <param name="Busy">Lanes that take no more now.</param>
/// <param name="Running">Deliveries that are being sent.</param>
internal sealed record DueQuery(
    DateTimeOffset Now, int PerLane, int Most, IReadOnlyCollection<string> Busy, IReadOnlyCollection<string> Running);

/// <param name="Next">When there will be more; null where nothing else waits.</param>
internal sealed record DueDeliveries(IReadOnlyList<DueDelivery> Deliveries, DateTimeOffset? Next);

/// <param name="Next">The cursor of the next page; null on the last.</param>
internal sealed record DeliveryPage(IReadOnlyList<Delivery> Deliveries, string? Next);
