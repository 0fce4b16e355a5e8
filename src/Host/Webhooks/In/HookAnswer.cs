namespace Atelier.Host.Webhooks.In;

/// <summary>What a sender is told.</summary>
/// <param name="Outcome">One of <see cref="HookOutcomes"/>.</param>
/// <param name="RunId">What its message started, now or when it came first.</param>
internal sealed record HookAnswer(string Outcome, string? RunId = null);
