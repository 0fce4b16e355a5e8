using System.Text.Json.Nodes;
using Atelier.Host.Net;
using Atelier.Host.Store;
using Atelier.Host.Webhooks.Signing;
using Atelier.Generation;

namespace Atelier.Host.Webhooks.Out;

/// <summary>What people do with webhooks.</summary>
internal sealed class WebhookBook(
    IWebhookStore store, IDeliveryStore deliveries, FanOut fanOut, MessageBody body, AddressRules rules, Ulids ids, DeliverySignal signal,
    TimeProvider time)
{
    /// <summary>How long the secret before the last signs too.</summary>
    public static readonly TimeSpan Overlap = TimeSpan.FromHours(24);

    /// <summary>How many there may be.</summary>
    public const int Most = 100;

    private const string Ping = "webhook.ping";
    private static readonly string[] Everything = ["*"];
    private static readonly string[] Ends = ["job.succeeded", "job.failed", "job.canceled"];

    public IReadOnlyList<RequestException> Problems(WebhookWish wish) => [.. wish.Problems(rules)];

    /// <returns>The new webhook; null where there are <see cref="Most"/> already.</returns>
    public async Task<Webhook?> AddAsync(WebhookWish wish, bool enabled, string owner, CancellationToken cancellation)
    {
        var webhook = New(wish, owner, wish.Events ?? Everything, null) with { Enabled = enabled };
        return await store.AddAsync(webhook, Most, cancellation) ? webhook : null;
    }

    /// <summary>A webhook of one job.</summary>
    /// <returns>The one that the job has: an earlier one stays.</returns>
    public Task<Webhook> AddOfJobAsync(WebhookWish wish, string owner, string jobId, CancellationToken cancellation) =>
        fanOut.AddOfJobAsync(New(wish, owner, wish.Events ?? Ends, jobId), cancellation);

    public async Task<Webhook?> ChangeAsync(string id, WebhookWish wish, bool? enabled, CancellationToken cancellation)
    {
        var changed = await store.ChangeAsync(id, new WebhookChange(wish.Uri, wish.Description, wish.Events, enabled), cancellation);
        signal.Raise();
        return changed;
    }

    public Task<Webhook?> RotateAsync(string id, string? secret, CancellationToken cancellation) =>
        store.RotateAsync(id, secret ?? WebhookSecret.New(), time.GetUtcNow() + Overlap, cancellation);

    /// <summary>Sends a message that says nothing.</summary>
    public async Task<Delivery> PingAsync(Webhook webhook, CancellationToken cancellation)
    {
        var id = MessageIds.New(ids);
        var text = body.Of(Ping, time.GetUtcNow(), new JsonObject { ["id"] = webhook.Id, ["description"] = webhook.Description });
        await deliveries.EnqueueAsync([new NewDelivery(id, webhook.Id, null, Ping, text)], null, cancellation);
        signal.Raise();
        return (await deliveries.FindAsync(id, cancellation))!;
    }

    /// <summary>Sends again, with the same ids.</summary>
    /// <param name="id">A delivery; null takes all that were given up.</param>
    public async Task<int> ResendAsync(string webhookId, string? id, CancellationToken cancellation)
    {
        var count = await deliveries.ResendAsync(webhookId, id, cancellation);
        signal.Raise();
        return count;
    }

    private Webhook New(WebhookWish wish, string owner, IReadOnlyList<string> events, string? jobId) => new(
        ids.Next(), owner, wish.Uri!, wish.Description ?? "", events, jobId, Enabled: true, null, wish.Secret ?? WebhookSecret.New(), null,
        null, time.GetUtcNow(), null, 0, null);
}
