using Atelier.Host.Automation.Runs;

namespace Atelier.Host.Webhooks.In;

/// <summary>An address by which others start something here.</summary>
/// <param name="Id">A ULID.</param>
/// <param name="Name">The last part of its address: lower-case letters, digits and dashes.</param>
/// <param name="Owner">Who made it; what it starts is theirs.</param>
/// <param name="Scheme">How messages are signed: one of <see cref="HookSchemes"/>.</param>
/// <param name="Target">What is started. Its arguments are a template over <c>payload</c>, <c>event</c> and <c>delivery</c>.</param>
/// <param name="Events">Which events start it; empty takes all.</param>
/// <param name="FormerSecret">Signs too until <paramref name="FormerUntil"/>.</param>
internal sealed record Hook(
    string Id, string Name, string Owner, string Scheme, RunTarget Target, IReadOnlyList<string> Events, string Description, bool Enabled,
    string Secret, string? FormerSecret, DateTimeOffset? FormerUntil, DateTimeOffset CreatedAt)
{
    /// <summary>What is taken for a signature now.</summary>
    public IEnumerable<string> Secrets(DateTimeOffset now) => FormerSecret is { } former && now < FormerUntil ? [Secret, former] : [Secret];
}

/// <summary>How what comes in is signed.</summary>
internal static class HookSchemes
{
    /// <summary>Standard Webhooks 1.0.</summary>
    public const string Standard = "standard";

    /// <summary>GitHub's <c>X-Hub-Signature-256</c>.</summary>
    public const string GitHub = "github";
}

/// <summary>Something that came in.</summary>
/// <param name="Id">A ULID.</param>
/// <param name="Delivery">The sender's id of it; null where it has none that is vouched for.</param>
/// <param name="Outcome">One of <see cref="HookOutcomes"/>.</param>
/// <param name="RunId">What it started.</param>
/// <param name="Reason">Why it was refused.</param>
/// <param name="BodyHash">SHA-256, in lower-case hexadecimal.</param>
internal sealed record HookCall(
    string Id, string HookId, DateTimeOffset At, string? Delivery, string? Event, string Outcome, string? RunId, string? Reason, int Bytes,
    string BodyHash);

/// <summary>What became of what came in.</summary>
internal static class HookOutcomes
{
    public const string Started = "started";

    /// <summary>It had come before; nothing was started.</summary>
    public const string Repeated = "repeated";

    /// <summary>Its event is none that the hook listens to.</summary>
    public const string Ignored = "ignored";

    public const string Refused = "refused";
}
