using System.Text.Json;

namespace Atelier.DiscordBot.Client.Model;

/// <summary>Something that a user did, as Discord tells it.</summary>
/// <param name="Member">In a guild; <paramref name="User"/> in a direct message.</param>
/// <param name="Message">The message whose component was used.</param>
/// <param name="AppPermissions">What the bot may do in the channel: a bit set in decimal.</param>
/// <param name="AttachmentSizeLimit">Bytes a file of the answer may have.</param>
internal sealed record Interaction(
    string Id, string ApplicationId, InteractionType Type, string Token, InteractionData? Data = null, string? GuildId = null,
    string? ChannelId = null,
    Channel? Channel = null, GuildMember? Member = null, User? User = null, Message? Message = null, string? AppPermissions = null,
    string? Locale = null,
    long? AttachmentSizeLimit = null);

internal enum InteractionType
{
    Ping = 1,
    Command = 2,
    Component = 3,
    Autocomplete = 4,
    Modal = 5,
}

/// <summary>What was done: a command with its options, a component's id and values, or a modal's fields.</summary>
/// <param name="Type">A command's type.</param>
/// <param name="TargetId">The message that a message command is about; it is among <paramref name="Resolved"/>.</param>
/// <param name="Components">A modal's fields, in the layouts that Discord has for them.</param>
internal sealed record InteractionData(
    string? Id = null, string? Name = null, CommandType? Type = null, IReadOnlyList<GivenOption>? Options = null, Resolved? Resolved = null,
    string? TargetId = null, string? CustomId = null, IReadOnlyList<string>? Values = null, JsonElement? Components = null);

/// <summary>An option as a user gave it.</summary>
/// <param name="Value">Text, number or truth; a user's, role's, channel's or attachment's id is text.</param>
/// <param name="Focused">Whether the user is typing it, while it is completed.</param>
internal sealed record GivenOption(
    string Name, OptionType Type, JsonElement? Value = null, IReadOnlyList<GivenOption>? Options = null, bool Focused = false);

/// <summary>What an interaction's ids stand for.</summary>
internal sealed record Resolved(
    IReadOnlyDictionary<string, Attachment>? Attachments = null, IReadOnlyDictionary<string, Message>? Messages = null,
    IReadOnlyDictionary<string, User>? Users = null, IReadOnlyDictionary<string, Channel>? Channels = null,
    IReadOnlyDictionary<string, Role>? Roles = null);

internal sealed record User(string Id, string Username, string? GlobalName = null, bool Bot = false);

/// <param name="Permissions">In the channel: a bit set in decimal.</param>
internal sealed record GuildMember(User? User = null, string? Nick = null, IReadOnlyList<string>? Roles = null, string? Permissions = null);

internal sealed record Role(string Id, string Name);

internal sealed record Channel(string Id, int Type, string? Name = null, bool Nsfw = false, string? ParentId = null);

internal sealed record Attachment(
    string Id, string Filename, long Size, string Url, string? ContentType = null, int? Width = null, int? Height = null,
    string? Description = null);
