namespace Atelier.DiscordBot.Client.Rest;

/// <summary>What Discord says when there were too many calls.</summary>
/// <param name="RetryAfter">Seconds.</param>
internal sealed record RateLimited(double RetryAfter, bool Global = false);
