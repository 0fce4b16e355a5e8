using Atelier.DiscordBot.Client;
using Atelier.DiscordBot.Client.Model;
using Atelier.DiscordBot.Interactions;
using Atelier.DiscordBot.Making.Messages;
using Atelier.FrontEnds;

namespace Atelier.DiscordBot.Making.Buttons;

/// <summary>Removes a message. Its pictures stay on the server, unless who asked for them wants them gone too.</summary>
internal sealed class DeleteButton(IFrontEndHost host) : IButton
{
    public string Action => ButtonActions.Delete;

    public async Task PressAsync(InteractionContext context, ButtonId id, CancellationToken stop)
    {
        if (!ButtonRights.IsRequesterOrModerator(context, id))
        {
            throw new Refusal($"Only <@{id.UserId}> and those who manage messages here can delete this.");
        }

        await context.RespondAsync(new InteractionResponse.DeferUpdate(), stop);
        await context.Api.DeleteOriginalAsync(context.Interaction.ApplicationId, context.Interaction.Token, stop);
        if (ButtonRights.IsRequester(context, id) && await host.Queue.FindAsync(id.Subject, stop) is { Pictures.Count: > 0 })
        {
            await context.SayAsync(
                new MessageBody(
                    "The message is gone; its pictures are still on the server.", Components: ResultButtons.Removed(id.Subject, id.UserId),
                    Flags: MessageFlags.Ephemeral),
                stop);
        }
    }
}
