namespace Atelier.DiscordSimulator;

/// <summary>How a <see cref="LocalDiscord"/> behaves. The defaults are Discord's own.</summary>
internal sealed record LocalDiscordOptions
{
    /// <summary>A port of the loopback address; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>The bot's token; null makes one up.</summary>
    public string? Token { get; init; }

    /// <summary>
    /// What tokens, rate limits and answers in time are measured by. Those who wait for something are bounded by real time.
    /// </summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    public TimeSpan HeartbeatInterval { get; init; } = TimeSpan.FromMilliseconds(41250);

    /// <summary>How soon an interaction has to be answered.</summary>
    public TimeSpan AnswerWithin { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How long an interaction's token is good for.</summary>
    public TimeSpan TokenLasts { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Bytes that a file may have.</summary>
    public long FileLimit { get; init; } = 10 << 20;

    /// <summary>Bytes that a request may have.</summary>
    public long RequestLimit { get; init; } = 25 << 20;

    /// <summary>Requests answered with 401, 403 or 429 in ten minutes, after which all are refused.</summary>
    public int InvalidRequestLimit { get; init; } = 10_000;

    /// <summary>Calls a second that are not about interactions.</summary>
    public int CallsPerSecond { get; init; } = 50;

    /// <summary>How many calls are remembered; the oldest go.</summary>
    public int ExchangesKept { get; init; } = 20_000;

    /// <summary>How long somebody waits for what they expect, in real time.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(60);
}
