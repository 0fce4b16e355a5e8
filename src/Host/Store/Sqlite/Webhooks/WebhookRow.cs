using System.Text.Json;
using Atelier.Host.Webhooks.Out;

namespace Atelier.Host.Store.Sqlite.Webhooks;

/// <summary>A row of <c>webhooks</c> as SQLite's types give it.</summary>
internal sealed class WebhookRow
{
    public const string Columns =
        """
        w.id, w.owner, w.url, w.description, w.events, w.job, w.enabled, w.disabled, w.secret, w.former_secret AS FormerSecret, w.former_until AS FormerUntil,
        w.created_at AS CreatedAt, w.paused_until AS PausedUntil, w.throttles, w.failing_since AS FailingSince
        """;

    public string Id { get; init; } = "";

    public string Owner { get; init; } = "";

    public string Url { get; init; } = "";

    public string Description { get; init; } = "";

    public string Events { get; init; } = "";

    public string? Job { get; init; }

    public long Enabled { get; init; }

    public string? Disabled { get; init; }

    public string Secret { get; init; } = "";

    public string? FormerSecret { get; init; }

    public long? FormerUntil { get; init; }

    public long CreatedAt { get; init; }

    public long? PausedUntil { get; init; }

    public long Throttles { get; init; }

    public long? FailingSince { get; init; }

    public Webhook ToWebhook() => new(
        Id, Owner, new Uri(Url), Description, JsonSerializer.Deserialize<string[]>(Events)!, Job, Enabled != 0, Disabled, Secret,
        FormerSecret, Times.Of(FormerUntil),
        Times.Of(CreatedAt), Times.Of(PausedUntil), (int)Throttles, Times.Of(FailingSince));
}
