namespace Atelier.DiscordSimulator.Guilds;

/// <summary>A place for messages: of a guild, or between the bot and somebody.</summary>
internal sealed class Channel(string id, string name, ChannelType type, Guild? guild, ChatUser? recipient)
{
    public string Id => id;

    public string Name => name;

    public ChannelType Type => type;

    /// <summary>Null of a direct message.</summary>
    public Guild? Guild => guild;

    /// <summary>Whom the bot speaks to in a direct message.</summary>
    public ChatUser? Recipient => recipient;

    /// <summary>Whether it is for adults.</summary>
    public bool IsAgeRestricted { get; set; }

    /// <summary>The channel that a thread hangs on.</summary>
    public Channel? Parent { get; init; }

    /// <summary>What the bot must not do here, whatever its roles say: a bit set.</summary>
    public long DeniedToBot { get; set; }
}

internal enum ChannelType
{
    Text = 0,
    Direct = 1,
    PublicThread = 11,
}
