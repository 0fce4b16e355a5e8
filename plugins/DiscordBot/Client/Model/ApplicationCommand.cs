using System.Text.Json;

namespace Atelier.DiscordBot.Client.Model;

/// <summary>A command, as it is registered.</summary>
/// <param name="Id">Discord's; null of one that is not registered.</param>
/// <param name="Description">1 to 100 characters; empty of a message command.</param>
/// <param name="DefaultMemberPermissions">Who sees it by default: a bit set in decimal; null everybody.</param>
internal sealed record ApplicationCommand(
    CommandType Type, string Name, string Description = "", IReadOnlyList<OptionDefinition>? Options = null,
    string? DefaultMemberPermissions = null,
    bool Nsfw = false, string? Id = null);

internal enum CommandType
{
    Slash = 1,
    User = 2,
    Message = 3,
}

/// <summary>An option of a command. Required ones come first.</summary>
internal sealed record OptionDefinition(
    OptionType Type, string Name, string Description, bool? Required = null, IReadOnlyList<OptionChoice>? Choices = null,
    IReadOnlyList<OptionDefinition>? Options = null, double? MinValue = null, double? MaxValue = null, int? MinLength = null,
    int? MaxLength = null,
    bool? Autocomplete = null, IReadOnlyList<int>? ChannelTypes = null);

internal enum OptionType
{
    SubCommand = 1,
    SubCommandGroup = 2,
    String = 3,
    Integer = 4,
    Boolean = 5,
    User = 6,
    Channel = 7,
    Role = 8,
    Mentionable = 9,
    Number = 10,
    Attachment = 11,
}

/// <param name="Value">Text or a number.</param>
internal sealed record OptionChoice(string Name, JsonElement Value);
