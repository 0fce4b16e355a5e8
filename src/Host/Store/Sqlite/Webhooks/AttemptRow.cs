using Atelier.Host.Webhooks.Out;

namespace Atelier.Host.Store.Sqlite.Webhooks;

/// <summary>A row of <c>webhook_attempts</c> as SQLite's types give it.</summary>
internal sealed class AttemptRow
{
    public const string Columns = "delivery, number, at, status, error, duration, answer";

    public string Delivery { get; init; } = "";

    public long Number { get; init; }

    public long At { get; init; }

    public long? Status { get; init; }

    public string? Error { get; init; }

    public long Duration { get; init; }

    public string Answer { get; init; } = "";

    public DeliveryAttempt ToAttempt() => new((int)Number, Times.Of(At), (int?)Status, Error, new TimeSpan(Duration), Answer);
}
