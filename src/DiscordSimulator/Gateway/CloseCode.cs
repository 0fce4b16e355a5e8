namespace Atelier.DiscordSimulator.Gateway;

/// <summary>Why Discord closes a connection.</summary>
internal static class CloseCode
{
    public const int UnknownError = 4000;
    public const int UnknownOperation = 4001;
    public const int DecodeError = 4002;
    public const int NotAuthenticated = 4003;
    public const int AuthenticationFailed = 4004;
    public const int AlreadyAuthenticated = 4005;
    public const int InvalidSequence = 4007;
    public const int RateLimited = 4008;
    public const int SessionTimedOut = 4009;
    public const int InvalidVersion = 4012;
}
