namespace Atelier.DiscordBot.Client.Rest;

/// <summary>A call of Discord's REST API.</summary>
/// <param name="Template">The address with its ids left out: what rate limits and error texts name it by.</param>
/// <param name="Path">The address below the API's.</param>
/// <param name="Major">The channel, guild or webhook whose calls share a rate limit.</param>
internal sealed record ApiCall(HttpMethod Method, string Template, string Path, string Major)
{
    /// <summary>Makes the body, anew for each try.</summary>
    public Func<HttpContent>? Content { get; init; }

    /// <summary>
    /// An interaction's or webhook's token stands in the address: the bot's own is not sent, and the global limit does not count it.
    /// </summary>
    public bool IsByAddress { get; init; }

    /// <summary>Made twice it is as made once, so that it may be tried again though nobody knows whether it arrived.</summary>
    public bool IsRepeatable { get; init; }

    /// <summary>Discord's code for what was done already: after a try without an answer it means that the try arrived.</summary>
    public int? DoneCode { get; init; }

    /// <summary>How long one try may take.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>The most time that is spent on tries, waits among them.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromMinutes(10);

    public override string ToString() => $"{Method} {Template}";
}
