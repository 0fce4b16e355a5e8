using Atelier.Host.Webhooks.Out;

namespace Atelier.Host.Store.Sqlite.Webhooks;

/// <summary>A row of <c>webhook_deliveries</c> as SQLite's types give it.</summary>
internal sealed class DeliveryRow
{
    public const string Columns =
        "d.id, d.webhook, d.type, d.body, d.state, d.attempts, d.tries, d.created_at AS CreatedAt, d.due_at AS DueAt, d.ended_at AS EndedAt";

    public string Id { get; init; } = "";

    public string Webhook { get; init; } = "";

    public string Type { get; init; } = "";

    public string Body { get; init; } = "";

    public long State { get; init; }

    public long Attempts { get; init; }

    public long Tries { get; init; }

    public long CreatedAt { get; init; }

    public long? DueAt { get; init; }

    public long? EndedAt { get; init; }

    public Delivery ToDelivery() => new(
        Id, Webhook, Type, Body, (DeliveryState)State, (int)Attempts, (int)Tries, Times.Of(CreatedAt), Times.Of(DueAt), Times.Of(EndedAt));
}
