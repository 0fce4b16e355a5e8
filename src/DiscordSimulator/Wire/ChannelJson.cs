using System.Text.Json.Nodes;
using Atelier.DiscordSimulator.Guilds;

namespace Atelier.DiscordSimulator.Wire;

internal static class ChannelJson
{
    public static JsonObject Of(Channel channel)
    {
        if (channel.Guild is not { } guild)
        {
            return new JsonObject
            {
                ["id"] = channel.Id,
                ["type"] = (int)channel.Type,
                ["flags"] = 0,
                ["last_message_id"] = null,
                ["recipients"] = new JsonArray(UserJson.Of(channel.Recipient!)),
            };
        }

        var json = new JsonObject
        {
            ["id"] = channel.Id,
            ["type"] = (int)channel.Type,
            ["flags"] = 0,
            ["guild_id"] = guild.Id,
            ["name"] = channel.Name,
            ["parent_id"] = channel.Parent?.Id,
            ["last_message_id"] = null,
            ["rate_limit_per_user"] = 0,
        };
        if (channel.Type == ChannelType.PublicThread)
        {
            json["owner_id"] = guild.Owner.Id;
            json["message_count"] = 0;
            json["member_count"] = 1;
            json["total_message_sent"] = 0;
            json["thread_metadata"] = new JsonObject
            {
                ["archived"] = false,
                ["archive_timestamp"] = Clock.Text(guild.Members[0].Joined),
                ["auto_archive_duration"] = 1440,
                ["locked"] = false,
                ["create_timestamp"] = Clock.Text(guild.Members[0].Joined),
            };
            return json;
        }

        json["nsfw"] = channel.IsAgeRestricted;
        json["topic"] = null;
        json["position"] = guild.Channels.TakeWhile(each => each != channel).Count();
        json["permission_overwrites"] = new JsonArray();
        return json;
    }
}
