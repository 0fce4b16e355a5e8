using System.Text.Json;
using System.Text.Json.Nodes;
using Atelier.DiscordSimulator.Interactions;
using Atelier.DiscordSimulator.Messages;

namespace Atelier.DiscordSimulator.Wire;

internal static class MessageJson
{
    private const int Default = 0;
    private const int Reply = 19;
    private const int ChatInputCommand = 20;
    private const int ContextMenuCommand = 23;

    public static JsonObject Of(ChatMessage message, DiscordState state)
    {
        var json = new JsonObject
        {
            ["id"] = message.Id,
            ["type"] = TypeOf(message),
            ["channel_id"] = message.Channel.Id,
            ["author"] = UserJson.Of(message.Author),
            ["content"] = message.Content,
            ["mentions"] = new JsonArray(),
            ["mention_roles"] = new JsonArray(),
            ["mention_everyone"] = false,
            ["attachments"] = new JsonArray([.. message.Attachments.Select(file => Attachment(file, state.Address, message.IsEphemeral))]),
            ["embeds"] = ArrayOf(message.Embeds),
            ["components"] = ArrayOf(message.Components),
            ["timestamp"] = Clock.Text(message.Sent),
            ["edited_timestamp"] = message.Edited is { } edited ? Clock.Text(edited) : null,
            ["flags"] = message.Flags,
            ["pinned"] = false,
            ["tts"] = false,
        };
        if (message.RepliesTo is { } repliedTo)
        {
            json["message_reference"] = new JsonObject { ["type"] = 0, ["message_id"] = repliedTo, ["channel_id"] = message.Channel.Id };
        }

        if (message.Interaction is { } interaction)
        {
            json["application_id"] = state.Application.Id;
            json["webhook_id"] = state.Application.Id;
            json["interaction_metadata"] = Metadata(interaction);
        }

        return json;
    }

    public static JsonObject Attachment(StoredFile file, string address, bool isEphemeral = false)
    {
        var json = new JsonObject
        {
            ["id"] = file.Id,
            ["filename"] = file.Name,
            ["size"] = file.Content.Length,
            ["url"] = address + file.Path,
            ["proxy_url"] = address + file.Path,
            ["content_type"] = file.ContentType,
        };
        if (file is { Width: { } width, Height: { } height })
        {
            json["width"] = width;
            json["height"] = height;
        }

        if (file.Description is { } description)
        {
            json["description"] = description;
        }

        if (isEphemeral)
        {
            json["ephemeral"] = true;
        }

        return json;
    }

    private static JsonObject Metadata(UserInteraction interaction)
    {
        var json = new JsonObject
        {
            ["id"] = interaction.Id,
            ["type"] = (int)interaction.Kind,
            ["user"] = UserJson.Of(interaction.User),
            ["authorizing_integration_owners"] = Owners(interaction),
        };
        switch (interaction.Kind)
        {
            case InteractionKind.Component:
                json["interacted_message_id"] = interaction.SourceMessageId;
                break;
            case InteractionKind.Modal:
                json["triggering_interaction_metadata"] = Metadata(interaction.Before!);
                break;
        }

        return json;
    }

    /// <summary>In whose name the bot is here: the guild's, or in a direct message nobody's.</summary>
    public static JsonObject Owners(UserInteraction interaction) => new() { ["0"] = interaction.Channel.Guild?.Id ?? "0" };

    private static int TypeOf(ChatMessage message) => message.Interaction switch
    {
        { Kind: InteractionKind.Command, CommandType: 1 } => ChatInputCommand,
        { Kind: InteractionKind.Command } => ContextMenuCommand,
        not null => Reply,
        null => message.RepliesTo is null ? Default : Reply,
    };

    private static JsonArray ArrayOf(IEnumerable<JsonElement> elements) =>
        new([.. elements.Select(element => JsonNode.Parse(element.GetRawText()))]);
}
