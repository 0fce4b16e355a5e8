namespace Atelier.Host.Webhooks.Out;

/// <summary>An address that is called when something happens.</summary>
/// <param name="Id">A ULID.</param>
/// <param name="Owner">Who made it.</param>
/// <param name="Events">What it wants to hear: <see cref="EventFilter"/>s.</param>
/// <param name="JobId">The one job that it is about; null hears of everything that its filters let through.</param>
/// <param name="Secret">Signs what is sent; never shown again.</param>
/// <param name="FormerSecret">Signs beside it until <paramref name="FormerUntil"/>, so that a receiver can change over.</param>
/// <param name="Disabled">Why the server stopped calling it; null where it was not the server.</param>
/// <param name="PausedUntil">Nothing is sent to it before.</param>
/// <param name="FailingSince">When the first call failed since one got through; null where the last got through.</param>
internal sealed record Webhook(
    string Id, string Owner, Uri Url, string Description, IReadOnlyList<string> Events, string? JobId, bool Enabled, string? Disabled,
    string Secret, string? FormerSecret, DateTimeOffset? FormerUntil, DateTimeOffset CreatedAt, DateTimeOffset? PausedUntil, int Throttles,
    DateTimeOffset? FailingSince)
{
    /// <summary>What signs now.</summary>
    public IEnumerable<string> Secrets(DateTimeOffset now) => FormerSecret is { } former && now < FormerUntil ? [Secret, former] : [Secret];
}

/// <summary>What may be changed of a webhook; null leaves it as it is.</summary>
internal sealed record WebhookChange(
    Uri? Url = null, string? Description = null, IReadOnlyList<string>? Events = null, bool? Enabled = null);
