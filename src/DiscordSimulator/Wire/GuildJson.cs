using System.Globalization;
using System.Text.Json.Nodes;
using Atelier.DiscordSimulator.Guilds;

namespace Atelier.DiscordSimulator.Wire;

internal static class GuildJson
{
    private static readonly string[] Empty =
    [
        "icon", "description", "home_header", "splash", "discovery_splash", "banner", "application_id", "afk_channel_id",
        "system_channel_id",
        "widget_channel_id", "max_presences", "vanity_url_code", "rules_channel_id", "safety_alerts_channel_id",
        "public_updates_channel_id", "incidents_data",
    ];

    public static JsonObject Of(Guild guild)
    {
        var json = new JsonObject
        {
            ["id"] = guild.Id,
            ["name"] = guild.Name,
            ["owner_id"] = guild.Owner.Id,
            ["features"] = new JsonArray(),
            ["region"] = "deprecated",
            ["afk_timeout"] = 300,
            ["system_channel_flags"] = 0,
            ["widget_enabled"] = false,
            ["verification_level"] = 0,
            ["roles"] = RolesOf(guild),
            ["default_message_notifications"] = 0,
            ["mfa_level"] = 0,
            ["explicit_content_filter"] = 0,
            ["max_members"] = 500_000,
            ["max_stage_video_channel_users"] = 50,
            ["max_video_channel_users"] = 25,
            ["premium_tier"] = 0,
            ["premium_subscription_count"] = 0,
            ["preferred_locale"] = "en-US",
            ["premium_progress_bar_enabled"] = false,
            ["nsfw"] = false,
            ["nsfw_level"] = 0,
            ["emojis"] = new JsonArray(),
            ["stickers"] = new JsonArray(),
        };
        foreach (var name in Empty)
        {
            json[name] = null;
        }

        return json;
    }

    /// <summary>As the bot's list of its guilds has it.</summary>
    public static JsonObject Brief(Guild guild, Member bot) => new()
    {
        ["id"] = guild.Id,
        ["name"] = guild.Name,
        ["icon"] = null,
        ["banner"] = null,
        ["owner"] = false,
        ["permissions"] = bot.Roles.Aggregate(guild.Roles[0].Permissions, (sum, role) => sum | role.Permissions)
            .ToString(CultureInfo.InvariantCulture),
        ["features"] = new JsonArray(),
        ["approximate_member_count"] = guild.Members.Count,
        ["approximate_presence_count"] = guild.Members.Count,
    };

    /// <summary>As a session is told it, with its channels.</summary>
    public static JsonObject Event(Guild guild)
    {
        var json = Of(guild);
        json["unavailable"] = false;
        json["large"] = false;
        json["joined_at"] = Clock.Text(guild.Members[0].Joined);
        json["member_count"] = guild.Members.Count;
        json["channels"] = ChannelsOf(guild, areThreads: false);
        json["threads"] = ChannelsOf(guild, areThreads: true);
        json["members"] = new JsonArray([.. guild.Members.Where(member => member.User.IsBot).Select(member => MemberJson.Of(member))]);
        json["voice_states"] = new JsonArray();
        json["presences"] = new JsonArray();
        json["stage_instances"] = new JsonArray();
        json["guild_scheduled_events"] = new JsonArray();
        json["soundboard_sounds"] = new JsonArray();
        return json;
    }

    private static JsonArray ChannelsOf(Guild guild, bool areThreads) =>
        new([.. guild.Channels.Where(channel => channel.Type == ChannelType.PublicThread == areThreads).Select(ChannelJson.Of)]);

    public static JsonArray RolesOf(Guild guild) => new([.. guild.Roles.Select(role => RoleJson(role))]);

    public static JsonObject RoleJson(Role role) => new()
    {
        ["id"] = role.Id,
        ["name"] = role.Name,
        ["permissions"] = role.Permissions.ToString(CultureInfo.InvariantCulture),
        ["position"] = role.Position,
        ["color"] = 0,
        ["colors"] = new JsonObject { ["primary_color"] = 0, ["secondary_color"] = null, ["tertiary_color"] = null },
        ["hoist"] = false,
        ["managed"] = false,
        ["mentionable"] = false,
        ["icon"] = null,
        ["unicode_emoji"] = null,
        ["flags"] = 0,
    };
}
