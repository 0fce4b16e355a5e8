using System.Globalization;
using System.Text.Json.Nodes;
using Atelier.DiscordSimulator.Guilds;
using Atelier.DiscordSimulator.Messages;
using Atelier.DiscordSimulator.Wire;

namespace Atelier.DiscordSimulator.Interactions;

/// <summary>An interaction as the bot is told it.</summary>
internal static class InteractionJson
{
    /// <param name="source">The message whose component was used, or from which a window was opened.</param>
    public static JsonObject Of(UserInteraction interaction, JsonObject data, ChatMessage? source, DiscordState state)
    {
        foreach (var empty in data.Where(property => property.Value is null).Select(property => property.Key).ToArray())
        {
            data.Remove(empty);
        }

        var (channel, guild) = (interaction.Channel, interaction.Channel.Guild);
        var payload = new JsonObject
        {
            ["id"] = interaction.Id,
            ["application_id"] = state.Application.Id,
            ["type"] = (int)interaction.Kind,
            ["token"] = interaction.Token,
            ["version"] = 1,
            ["data"] = data,
            ["channel_id"] = channel.Id,
            ["channel"] = ChannelJson.Of(channel),
            ["locale"] = "en-US",
            ["entitlements"] = new JsonArray(),
            ["authorizing_integration_owners"] = MessageJson.Owners(interaction),
            ["attachment_size_limit"] = state.Options.FileLimit,
            ["context"] = guild is null ? 1 : 0,
            ["app_permissions"] =
                (guild?.MemberOf(state.Application.Id)?.PermissionsIn(channel) ?? Permissions.Everyone).ToString(
                    CultureInfo.InvariantCulture),
        };
        if (guild is null)
        {
            payload["user"] = UserJson.Of(interaction.User);
        }
        else
        {
            payload["guild_id"] = guild.Id;
            payload["guild"] = new JsonObject { ["id"] = guild.Id, ["locale"] = "en-US", ["features"] = new JsonArray() };
            payload["guild_locale"] = "en-US";
            payload["member"] = MemberJson.Of(guild.MemberOf(interaction.User.Id)!, channel);
        }

        if (source is not null)
        {
            payload["message"] = MessageJson.Of(source, state);
        }

        return payload;
    }
}
