namespace Atelier.DiscordSimulator.Guilds;

/// <summary>Bits of what somebody may do.</summary>
internal static class Permissions
{
    public const long Administrator = 1L << 3;
    public const long ManageGuild = 1L << 5;
    public const long ViewChannel = 1L << 10;
    public const long SendMessages = 1L << 11;
    public const long ManageMessages = 1L << 13;
    public const long EmbedLinks = 1L << 14;
    public const long AttachFiles = 1L << 15;
    public const long ReadMessageHistory = 1L << 16;
    public const long UseApplicationCommands = 1L << 31;
    public const long SendMessagesInThreads = 1L << 38;

    /// <summary>Of everybody in a new guild.</summary>
    public const long Everyone =
        ViewChannel | SendMessages | EmbedLinks | AttachFiles | ReadMessageHistory | UseApplicationCommands | SendMessagesInThreads;

    public const long All = (1L << 50) - 1;
}
