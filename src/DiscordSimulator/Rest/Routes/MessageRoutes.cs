using System.Globalization;
using System.Text.Json.Nodes;
using Atelier.DiscordSimulator.Guilds;
using Atelier.DiscordSimulator.Messages;
using Atelier.DiscordSimulator.Wire;

namespace Atelier.DiscordSimulator.Rest.Routes;

/// <summary>Messages of a channel, as the bot itself.</summary>
internal static class MessageRoutes
{
    private const string Messages = "/channels/{channel_id}/messages";

    public static IEnumerable<Route> All =>
    [
        Route.Of("GET", Messages, List),
        Route.Of("POST", Messages, Create),
        Route.Of("GET", Messages + "/{message_id}", call => Locked(call, () => RestAnswer.Ok(MessageJson.Of(Find(call), call.State)))),
        Route.Of("PATCH", Messages + "/{message_id}", Edit),
        Route.Of("DELETE", Messages + "/{message_id}", Delete),
        Route.Of("POST", "/channels/{channel_id}/typing", call => Locked(call, () =>
        {
            ChannelOf(call, Permissions.SendMessages);
            return RestAnswer.NoContent;
        })),
    ];

    private static RestAnswer List(RestCall call) => Locked(call, () =>
    {
        var channel = ChannelOf(call, Permissions.ReadMessageHistory);
        var limit = int.Parse(call.Query.GetValueOrDefault("limit", "50"), CultureInfo.InvariantCulture);
        var all = call.State.Messages.In(channel).Where(message => !message.IsEphemeral).Reverse().Take(Math.Clamp(limit, 1, 100));
        return RestAnswer.Ok(new JsonArray([.. all.Select(message => MessageJson.Of(message, call.State))]));
    });

    private static RestAnswer Create(RestCall call) => Locked(call, () =>
    {
        var channel = ChannelOf(call, Permissions.SendMessages | (call.Body.Files.Count > 0 ? Permissions.AttachFiles : 0));
        var message = call.State.Messages.Add(MessageMaking.Create(call, call.Read(_ => { }), channel, null));
        return RestAnswer.Ok(MessageJson.Of(message, call.State));
    });

    private static RestAnswer Edit(RestCall call) => Locked(call, () =>
    {
        var message = Find(call);
        return message.Author != call.State.Application.User
            ? throw call.Refuse(DiscordError.OthersMessage())
            : RestAnswer.Ok(MessageJson.Of(call.State.Messages.Change(MessageMaking.Edit(call, call.Read(_ => { }), message)), call.State));
    });

    private static RestAnswer Delete(RestCall call) => Locked(call, () =>
    {
        var message = Find(call);
        if (message.Author != call.State.Application.User)
        {
            ChannelOf(call, Permissions.ManageMessages);
        }

        call.State.Messages.Delete(message.Id);
        return RestAnswer.NoContent;
    });

    // What is for one user alone is in no channel.
    private static ChatMessage Find(RestCall call)
    {
        var channel = ChannelOf(call, Permissions.ViewChannel);
        var message = call.State.Messages.Find(call["message_id"]);
        return message is { IsEphemeral: false } && message.Channel == channel ? message : throw DiscordError.UnknownMessage();
    }

    private static Channel ChannelOf(RestCall call, long needed)
    {
        var channel = call.State.Channels.GetValueOrDefault(call["channel_id"]) ?? throw DiscordError.UnknownChannel();
        if (channel.Guild?.MemberOf(call.State.Application.Id) is not { } bot)
        {
            return channel.Guild is null ? channel : throw DiscordError.MissingAccess();
        }

        var allowed = bot.PermissionsIn(channel);
        if ((allowed & Permissions.ViewChannel) == 0)
        {
            throw DiscordError.MissingAccess();
        }

        return (allowed & needed) == needed ? channel : throw DiscordError.MissingPermissions();
    }

    private static RestAnswer Locked(RestCall call, Func<RestAnswer> work)
    {
        lock (call.State.Gate)
        {
            return work();
        }
    }
}
