using Atelier.DiscordSimulator.Interactions;
using Atelier.DiscordSimulator.Messages;
using Atelier.DiscordSimulator.Wire;

namespace Atelier.DiscordSimulator.Rest.Routes;

/// <summary>What follows the first answer to an interaction, while its token is good.</summary>
internal static class WebhookRoutes
{
    private const string Webhook = "/webhooks/{webhook_id}/{webhook_token}";

    public static IEnumerable<Route> All =>
    [
        Route.Of("POST", Webhook, FollowUp, needsToken: false),
        Route.Of("GET", $"{Webhook}/messages/@original", call => Get(call, isOriginal: true), needsToken: false),
        Route.Of("PATCH", $"{Webhook}/messages/@original", call => Edit(call, isOriginal: true), needsToken: false),
        Route.Of("DELETE", $"{Webhook}/messages/@original", call => Delete(call, isOriginal: true), needsToken: false),
        Route.Of("GET", Webhook + "/messages/{message_id}", call => Get(call, isOriginal: false), needsToken: false),
        Route.Of("PATCH", Webhook + "/messages/{message_id}", call => Edit(call, isOriginal: false), needsToken: false),
        Route.Of("DELETE", Webhook + "/messages/{message_id}", call => Delete(call, isOriginal: false), needsToken: false),
    ];

    private static RestAnswer FollowUp(RestCall call)
    {
        lock (call.State.Gate)
        {
            var interaction = Find(call);

            // The first further answer to a deferred one takes its place.
            if (interaction.Message is { IsThinking: true } thinking)
            {
                return Change(call, thinking);
            }

            var message = MessageMaking.Create(call, call.Read(_ => { }), interaction.Channel, interaction);
            interaction.AddFollowUp(message.Id);
            call.State.Messages.Add(message);
            return RestAnswer.Ok(MessageJson.Of(message, call.State));
        }
    }

    private static RestAnswer Get(RestCall call, bool isOriginal)
    {
        lock (call.State.Gate)
        {
            return RestAnswer.Ok(MessageJson.Of(Message(call, isOriginal), call.State));
        }
    }

    private static RestAnswer Edit(RestCall call, bool isOriginal)
    {
        lock (call.State.Gate)
        {
            return Change(call, Message(call, isOriginal));
        }
    }

    private static RestAnswer Delete(RestCall call, bool isOriginal)
    {
        lock (call.State.Gate)
        {
            call.State.Messages.Delete(Message(call, isOriginal).Id);
            return RestAnswer.NoContent;
        }
    }

    private static RestAnswer Change(RestCall call, ChatMessage message)
    {
        var changed = call.State.Messages.Change(MessageMaking.Edit(call, call.Read(_ => { }), message));
        return RestAnswer.Ok(MessageJson.Of(changed, call.State));
    }

    private static UserInteraction Find(RestCall call)
    {
        if (call.State.Interactions.FindByToken(call["webhook_token"]) is not { Answer: not null } interaction
            || call["webhook_id"] != call.State.Application.Id)
        {
            throw call.Refuse(DiscordError.UnknownWebhook());
        }

        return interaction.IsExpired ? throw call.Refuse(DiscordError.InvalidWebhookToken()) : interaction;
    }

    // A message that somebody deleted is nothing that the bot could have known of.
    private static ChatMessage Message(RestCall call, bool isOriginal)
    {
        var interaction = Find(call);
        var id = isOriginal
            ? interaction.OriginalId
            : interaction.FollowUps.FirstOrDefault(followUp => followUp == call["message_id"]) ?? Original(call, interaction);
        return (id is null ? null : call.State.Messages.Find(id)) ?? throw DiscordError.UnknownMessage();
    }

    private static string? Original(RestCall call, UserInteraction interaction) =>
        interaction.OriginalId == call["message_id"] ? interaction.OriginalId : null;
}
