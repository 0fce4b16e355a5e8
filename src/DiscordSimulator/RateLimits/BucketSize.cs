namespace Atelier.DiscordSimulator.RateLimits;

/// <param name="Calls">How many in a window.</param>
internal sealed record BucketSize(int Calls, TimeSpan Window);
