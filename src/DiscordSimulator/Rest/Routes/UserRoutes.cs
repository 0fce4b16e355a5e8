using System.Text.Json.Nodes;
using Atelier.DiscordSimulator.Guilds;
using Atelier.DiscordSimulator.Wire;

namespace Atelier.DiscordSimulator.Rest.Routes;

/// <summary>The bot itself, and others.</summary>
internal static class UserRoutes
{
    public static IEnumerable<Route> All =>
    [
        Route.Of("GET", "/users/@me", call => RestAnswer.Ok(UserJson.OfSelf(call.State.Application.User))),
        Route.Of("GET", "/users/@me/guilds", call =>
            RestAnswer.Ok(new JsonArray([.. call.State.Guilds.Select(guild => GuildJson.Brief(guild, guild.Members[0]))]))),
        Route.Of("POST", "/users/@me/channels", OpenDirect),
        Route.Of("GET", "/users/{user_id}", call => RestAnswer.Ok(UserJson.Of(Find(call, call["user_id"])))),
    ];

    private static RestAnswer OpenDirect(RestCall call)
    {
        var recipient = call.Read(form => form.Text("recipient_id", 1, 20, required: true)).Text("recipient_id", 1, 20)!;
        return RestAnswer.Ok(ChannelJson.Of(call.State.DirectChannel(Find(call, recipient))));
    }

    private static ChatUser Find(RestCall call, string id)
    {
        lock (call.State.Gate)
        {
            return call.State.Users.GetValueOrDefault(id) ?? throw DiscordError.UnknownUser();
        }
    }
}
