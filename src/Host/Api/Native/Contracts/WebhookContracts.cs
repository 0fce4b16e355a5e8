using Atelier.Host.Webhooks.Out;

namespace Atelier.Host.Api.Native.Contracts;

/// <summary>An address to be called.</summary>
/// <param name="Url">Where to: https, or http to a network that <c>network.allow</c> names.</param>
/// <param name="Events">What it is told: types as <c>job.succeeded</c>, families as <c>job.*</c>, or <c>*</c>. Default: everything.</param>
/// <param name="Description">What it is for.</param>
/// <param name="Enabled">Whether it is called. Default true.</param>
/// <param name="Secret">Signs what is sent: <c>whsec_</c> and base64. One is made where none is given.</param>
internal sealed record WebhookBody(
    string Url, IReadOnlyList<string>? Events = null, string? Description = null, bool Enabled = true, string? Secret = null)
{
    public WebhookWish Wish => new("", Url, Events, Description, Secret);
}

/// <summary>What is changed of a webhook; what is left out stays.</summary>
internal sealed record WebhookChangeBody(
    string? Url = null, IReadOnlyList<string>? Events = null, string? Description = null, bool? Enabled = null)
{
    public WebhookWish Wish => new("", Url, Events, Description, null);
}

/// <param name="Secret">The new one; one is made where none is given.</param>
internal sealed record RotateBody(string? Secret = null);

/// <summary>An address to be told how one job ends.</summary>
/// <param name="Url">As of a webhook.</param>
/// <param name="Secret">As of a webhook. The answer tells it.</param>
/// <param name="Events">Default: <c>job.succeeded</c>, <c>job.failed</c>, <c>job.canceled</c>.</param>
internal sealed record JobWebhookBody(string Url, string? Secret = null, IReadOnlyList<string>? Events = null)
{
    public WebhookWish Wish => new("webhook.", Url, Events, null, Secret);
}

/// <summary>A webhook as it is shown.</summary>
/// <param name="Disabled">Why the server stopped calling it.</param>
/// <param name="PausedUntil">It asked to be called less: nothing is sent before.</param>
/// <param name="FailingSince">Nothing has got through since.</param>
/// <param name="FormerSecretUntil">Until then the secret before the last signs too.</param>
/// <param name="Secret">In the answer that made it, and never again.</param>
internal sealed record WebhookView(
    string Id, string Owner, string Url, IReadOnlyList<string> Events, string Description, bool Enabled, string? Disabled,
    DateTimeOffset CreatedAt, DateTimeOffset? PausedUntil, DateTimeOffset? FailingSince, DateTimeOffset? FormerSecretUntil,
    string? Secret = null)
{
    public static WebhookView Of(Webhook webhook, string? secret = null) => new(
        webhook.Id, webhook.Owner, webhook.Url.AbsoluteUri, webhook.Events, webhook.Description, webhook.Enabled, webhook.Disabled,
        webhook.CreatedAt, webhook.PausedUntil, webhook.FailingSince, webhook.FormerUntil, secret);
}

/// <summary>A job's own webhook, in the answer that accepts the job.</summary>
internal sealed record JobWebhookView(string Url, string Secret);

/// <summary>A message to a webhook.</summary>
/// <param name="Id">The <c>webhook-id</c>.</param>
/// <param name="DueAt">When it is sent next.</param>
/// <param name="BodyHash">SHA-256 of what is sent, in hexadecimal.</param>
/// <param name="Body">What is sent; left out in lists.</param>
/// <param name="Attempts">Every call, in order.</param>
internal sealed record DeliveryView(
    string Id, string WebhookId, string Type, DeliveryState State, DateTimeOffset CreatedAt, DateTimeOffset? DueAt, DateTimeOffset? EndedAt,
    string BodyHash, string? Body,
    IReadOnlyList<AttemptView> Attempts)
{
    public static DeliveryView Of(Delivery delivery, IEnumerable<DeliveryAttempt> attempts, bool withBody = false) => new(
        delivery.Id, delivery.WebhookId, delivery.Type, delivery.State, delivery.CreatedAt, delivery.DueAt, delivery.EndedAt,
        delivery.BodyHash,
        withBody ? delivery.Body : null, [.. attempts.Select(AttemptView.Of)]);
}

/// <summary>One call.</summary>
/// <param name="Status">The answer's; absent where none came.</param>
/// <param name="Answer">How the answer's body begins.</param>
internal sealed record AttemptView(int Number, DateTimeOffset At, int? Status, string? Error, double Milliseconds, string Answer)
{
    public static AttemptView Of(DeliveryAttempt attempt) => new(
        attempt.Number, attempt.At, attempt.Status, attempt.Error, Math.Round(attempt.Duration.TotalMilliseconds, 1), attempt.Answer);
}

/// <summary>How many deliveries are sent again.</summary>
internal sealed record ResentView(int Count);
