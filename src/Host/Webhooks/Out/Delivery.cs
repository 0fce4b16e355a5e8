using System.Security.Cryptography;
using System.Text;

namespace Atelier.Host.Webhooks.Out;

/// <summary>A message to one webhook, from its event to its end.</summary>
/// <param name="Id">The <c>webhook-id</c>: the same over all attempts.</param>
/// <param name="Body">What is sent: JSON of type, timestamp and data.</param>
/// <param name="Attempts">How often it was sent.</param>
/// <param name="Tries">How far it is in the <see cref="RetrySchedule"/>: a re-send begins it anew.</param>
/// <param name="DueAt">When it is sent next; null where it is over.</param>
internal sealed record Delivery(
    string Id, string WebhookId, string Type, string Body, DeliveryState State, int Attempts, int Tries, DateTimeOffset CreatedAt,
    DateTimeOffset? DueAt, DateTimeOffset? EndedAt)
{
    /// <summary>SHA-256 of the body, in lower-case hexadecimal.</summary>
    public string BodyHash { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Body)));
}

internal enum DeliveryState
{
    Waiting,
    Delivered,

    /// <summary>Given up: sent again only when somebody asks for it.</summary>
    Dead,
}

/// <summary>A delivery whose time has come.</summary>
internal sealed record DueDelivery(Delivery Delivery, Webhook Webhook);

/// <summary>One call.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Status">The answer's; null where none came.</param>
/// <param name="Error">Why there was none.</param>
/// <param name="Answer">How the answer's body begins.</param>
internal sealed record DeliveryAttempt(int Number, DateTimeOffset At, int? Status, string? Error, TimeSpan Duration, string Answer);

/// <summary>What an attempt makes of a delivery and its webhook.</summary>
/// <param name="State">The delivery's.</param>
/// <param name="DueAt">When it is tried again; null where it is over.</param>
/// <param name="PausedUntil">The webhook is not called before.</param>
/// <param name="Disabled">Why the webhook is not called any more; null where it is.</param>
internal sealed record DeliveryVerdict(
    DeliveryState State, DateTimeOffset? DueAt = null, DateTimeOffset? PausedUntil = null, string? Disabled = null);

/// <summary>Which deliveries to list, newest first. A null field takes all.</summary>
/// <param name="Before">A cursor: the id before which to go on.</param>
internal sealed record DeliveryFilter(
    int Limit, string? Before = null, string? WebhookId = null, string? JobId = null, DeliveryState? State = null);
