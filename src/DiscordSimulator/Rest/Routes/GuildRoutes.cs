using System.Text.Json.Nodes;
using Atelier.DiscordSimulator.Guilds;
using Atelier.DiscordSimulator.Wire;

namespace Atelier.DiscordSimulator.Rest.Routes;

/// <summary>Guilds, channels, roles and members.</summary>
internal static class GuildRoutes
{
    public static IEnumerable<Route> All =>
    [
        Route.Of("GET", "/guilds/{guild_id}", call => RestAnswer.Ok(GuildJson.Of(Find(call)))),
        Route.Of("GET", "/guilds/{guild_id}/channels",
            call => RestAnswer.Ok(new JsonArray([.. TextChannels(call).Select(ChannelJson.Of)]))),
        Route.Of("GET", "/guilds/{guild_id}/roles", call => RestAnswer.Ok(GuildJson.RolesOf(Find(call)))),
        Route.Of("GET", "/guilds/{guild_id}/members/{user_id}", call => RestAnswer.Ok(MemberJson.Of(MemberOf(call, call["user_id"])))),
        Route.Of("GET", "/users/@me/guilds/{guild_id}/member",
            call => RestAnswer.Ok(MemberJson.Of(MemberOf(call, call.State.Application.Id)))),
        Route.Of("GET", "/channels/{channel_id}", Channel),
    ];

    private static IEnumerable<Channel> TextChannels(RestCall call) =>
        Find(call).Channels.Where(channel => channel.Type != ChannelType.PublicThread);

    private static Guild Find(RestCall call) =>
        call.State.Guilds.FirstOrDefault(guild => guild.Id == call["guild_id"]) ?? throw DiscordError.UnknownGuild();

    private static Member MemberOf(RestCall call, string userId) => Find(call).MemberOf(userId) ?? throw DiscordError.UnknownMember();

    private static RestAnswer Channel(RestCall call)
    {
        lock (call.State.Gate)
        {
            var channel = call.State.Channels.GetValueOrDefault(call["channel_id"]) ?? throw DiscordError.UnknownChannel();
            var isSeen = channel.Guild is null
                || (channel.Guild.MemberOf(call.State.Application.Id)?.PermissionsIn(channel) & Permissions.ViewChannel) > 0;
            return isSeen ? RestAnswer.Ok(ChannelJson.Of(channel)) : throw DiscordError.MissingAccess();
        }
    }
}
