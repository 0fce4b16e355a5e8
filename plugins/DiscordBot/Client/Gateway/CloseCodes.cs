using Atelier.DiscordBot.Client.Rest;

namespace Atelier.DiscordBot.Client.Gateway;

/// <summary>What follows from why a connection ended.</summary>
internal static class CloseCodes
{
    /// <summary>The bot's own: the session can be gone on with, which 1000 and 1001 would end.</summary>
    public const int Resuming = 4900;

    /// <summary>The bot's own: the session is over.</summary>
    public const int Done = 1000;

    public static ConnectionEnd Of(int code) => code switch
    {
        4004 => ConnectionEnd.Refused(DiscordHttp.TokenRefused),
        4010 or 4011 => ConnectionEnd.Refused(
            $"Discord wants the bot's servers spread over several connections ({code}), which Atelier does not do: "
            + "let it leave servers, or set delivery to 'http'"),
        4012 => ConnectionEnd.Refused(
            "Discord no longer speaks version 10 of its gateway (4012): update Atelier's Discord plugin, or set delivery to 'http'"),
        4013 or 4014 => ConnectionEnd.Refused(
            $"Discord refuses the events that the bot asks for ({code}), though it asks for none: update Atelier's Discord plugin"),
        4007 or 4009 => ConnectionEnd.Fresh($"the session ended ({code})"),
        _ => ConnectionEnd.Resumable($"Discord closed the connection ({code})"),
    };
}

/// <summary>How a connection ended.</summary>
/// <param name="Next">What to do then.</param>
/// <param name="Reason">One line.</param>
/// <param name="WasReady">Whether the session had begun, or gone on.</param>
internal sealed record ConnectionEnd(AfterConnection Next, string Reason, bool WasReady = false)
{
    public static ConnectionEnd Resumable(string reason) => new(AfterConnection.Resume, reason);

    public static ConnectionEnd Fresh(string reason) => new(AfterConnection.Identify, reason);

    public static ConnectionEnd Refused(string reason) => new(AfterConnection.GiveUp, reason);
}

internal enum AfterConnection
{
    /// <summary>Go on with the session.</summary>
    Resume,

    /// <summary>Begin a new one.</summary>
    Identify,

    /// <summary>Only people can mend it.</summary>
    GiveUp,
}
