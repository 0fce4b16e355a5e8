using System.Globalization;
using System.Text.Json.Serialization;
using Atelier.DiscordBot.Client.Model;

namespace Atelier.DiscordBot.Client.Rest;

/// <summary>A command as it is sent.</summary>
/// <param name="Type">Null where a command is changed: it cannot become another.</param>
/// <param name="DefaultMemberPermissions">Sent also as null, which is everybody.</param>
internal sealed record CommandBody(
    CommandType? Type, string Name, string Description, IReadOnlyList<OptionDefinition> Options,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] long? DefaultMemberPermissions, bool? Nsfw)
{
    /// <param name="former">What it changes; null where it is new.</param>
    public static CommandBody Of(ApplicationCommand command, ApplicationCommand? former) => new(
        former is null ? command.Type : null, command.Name, command.Description, command.Options ?? [],
        command.DefaultMemberPermissions is { } bits ? long.Parse(bits, CultureInfo.InvariantCulture) : null,
        command.Nsfw == (former?.Nsfw ?? false) ? null : command.Nsfw);
}

/// <summary>A command as Discord has it.</summary>
internal sealed record RegisteredCommand(
    string Id, string Name, CommandType Type = CommandType.Slash, string? Description = null,
    IReadOnlyList<OptionDefinition>? Options = null,
    string? DefaultMemberPermissions = null, bool? Nsfw = null)
{
    public ApplicationCommand Command => new(Type, Name, Description ?? "", Options, DefaultMemberPermissions, Nsfw ?? false, Id);
}
