using System.Text.Json.Nodes;
using Atelier.DiscordSimulator.Guilds;
using Atelier.DiscordSimulator.Interactions;
using Atelier.DiscordSimulator.Messages;
using Atelier.DiscordSimulator.Wire;

namespace Atelier.DiscordSimulator.Page;

/// <summary>What the page shows. Called while the gate is held.</summary>
internal static class PageView
{
    public static JsonObject All(DiscordState state) => new()
    {
        ["bot"] = UserJson.Of(state.Application.User),
        ["connected"] = IsConnected(state),
        ["guilds"] = new JsonArray([.. state.Guilds.Select(Guild)]),
        ["commands"] = Commands(state),
        ["messages"] = new JsonArray([.. state.Channels.Values.SelectMany(state.Messages.In).Select(message => Message(message, state))]),
    };

    public static bool IsConnected(DiscordState state) => state.Gateway.IsConnected || state.Application.InteractionsEndpoint is not null;

    public static JsonArray Commands(DiscordState state) =>
    [
        .. state.Guilds.SelectMany(guild => state.Commands.SeenIn(guild.Id)).DistinctBy(command => command.Id)
            .Select(command => command.Definition.DeepClone()),
    ];

    public static JsonObject Message(ChatMessage message, DiscordState state)
    {
        var json = MessageJson.Of(message, state);
        json["thinking"] = message.IsThinking;
        json["seen_by"] = message.IsEphemeral ? message.Interaction?.User.Id : null;
        json["replies_to"] = message.RepliesTo;
        if (message.Interaction is { Kind: InteractionKind.Command } interaction)
        {
            json["used"] = (interaction.CommandType == 1 ? "/" : "") + interaction.Name;
        }

        return json;
    }

    public static JsonObject Interaction(UserInteraction interaction) => new()
    {
        ["id"] = interaction.Id,
        ["user"] = interaction.User.Id,
        ["channel"] = interaction.Channel.Id,
        ["name"] = interaction.Name,
        ["kind"] = (int)interaction.Kind,
        ["source"] = interaction.SourceMessageId,
        ["answered"] = interaction.Answer is not null,
        ["failed"] = interaction.HasFailed,
        ["modal"] = interaction.Modal is { } modal ? Modal(modal) : null,
        ["choices"] = interaction.Choices is { } choices
            ? new JsonArray(
                [.. choices.Select(
                    choice => new JsonObject { ["name"] = choice.Name, ["value"] = JsonNode.Parse(choice.Value.GetRawText()) })])
            : null,
    };

    private static JsonObject Guild(Guild guild) => new()
    {
        ["id"] = guild.Id,
        ["name"] = guild.Name,
        ["channels"] = new JsonArray([.. guild.Channels.Select(ChannelJson.Of)]),
        ["roles"] = GuildJson.RolesOf(guild),
        ["members"] = new JsonArray([.. guild.Members.Where(member => member.User != guild.Owner).Select(member => MemberJson.Of(member))]),
    };

    private static JsonObject Modal(OpenModal modal) => new()
    {
        ["title"] = modal.Title,
        ["fields"] = new JsonArray([.. modal.Fields.Select(field => new JsonObject
        {
            ["id"] = field.CustomId,
            ["label"] = field.Label,
            ["value"] = field.Value,
            ["long"] = field.IsLong,
            ["required"] = field.IsRequired,
            ["most"] = field.MostCharacters,
        })]),
    };
}
