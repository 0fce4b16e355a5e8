using System.Text.Json;
using Atelier.DiscordBot.Client.Model;
using Atelier.DiscordBot.Client.Rest;

namespace Atelier.DiscordBot.Session;

/// <summary>What has to be done so that Discord has the commands that the bot has.</summary>
internal sealed record CommandDifference(
    IReadOnlyList<ApplicationCommand> Missing, IReadOnlyList<(ApplicationCommand Former, ApplicationCommand Wanted)> Changed,
    IReadOnlyList<ApplicationCommand> Extra)
{
    public bool IsNone => Missing.Count + Changed.Count + Extra.Count == 0;

    /// <param name="registered">As Discord has them. Kinds that the bot knows nothing of are left alone.</param>
    public static CommandDifference Between(IReadOnlyList<ApplicationCommand> registered, IReadOnlyList<ApplicationCommand> wanted)
    {
        var theirs = registered.Where(command => Enum.IsDefined(command.Type)).ToDictionary(Key);
        var ours = wanted.ToDictionary(Key);
        var both = wanted.Where(command => theirs.ContainsKey(Key(command)))
            .Select(command => (Former: theirs[Key(command)], Wanted: command));
        return new CommandDifference(
            [.. wanted.Where(command => !theirs.ContainsKey(Key(command)))],
            [.. both.Where(pair => Text(pair.Former) != Text(pair.Wanted))],
            [.. theirs.Where(one => !ours.ContainsKey(one.Key)).Select(one => one.Value)]);
    }

    private static (CommandType Type, string Name) Key(ApplicationCommand command) => (command.Type, command.Name);

    /// <summary>The command with everything that may be said in two ways said in one.</summary>
    private static string Text(ApplicationCommand command) => JsonSerializer.Serialize(
        command with { Id = null, Options = Options(command.Options) }, DiscordJson.Default.ApplicationCommand);

    private static OptionDefinition[]? Options(IReadOnlyList<OptionDefinition>? options) =>
        options is null or [] ? null : [.. options.Select(Option)];

    private static OptionDefinition Option(OptionDefinition option) => option with
    {
        Required = option.Required is true ? true : null,
        Autocomplete = option.Autocomplete is true ? true : null,
        Choices = option.Choices is null or [] ? null : [.. option.Choices.Select(Choice)],
        ChannelTypes = option.ChannelTypes is null or [] ? null : [.. option.ChannelTypes.Order()],
        Options = Options(option.Options),
    };

    /// <summary>1 and 1.0 are the same.</summary>
    private static OptionChoice Choice(OptionChoice choice) => choice.Value.ValueKind == JsonValueKind.Number
        ? choice with { Value = JsonSerializer.SerializeToElement(choice.Value.GetDouble(), DiscordJson.Default.Double) }
        : choice;
}
