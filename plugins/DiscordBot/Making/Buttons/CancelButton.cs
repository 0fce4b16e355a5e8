using Atelier.DiscordBot.Client;
using Atelier.DiscordBot.Interactions;
using Atelier.DiscordBot.Making.Follow;
using Atelier.FrontEnds;

namespace Atelier.DiscordBot.Making.Buttons;

/// <summary>Ends a job. The message says so by itself, as that of every job does.</summary>
internal sealed class CancelButton(IFrontEndHost host, Cancellations cancellations) : IButton
{
    public string Action => ButtonActions.Cancel;

    public async Task PressAsync(InteractionContext context, ButtonId id, CancellationToken stop)
    {
        if (!ButtonRights.IsRequesterOrModerator(context, id))
        {
            throw new Refusal($"Only <@{id.UserId}> and those who manage messages here can cancel this.");
        }

        if ((await Kept.JobAsync(host, id.Subject, stop)).IsOver)
        {
            throw new Refusal("It is over already; there is nothing to cancel.");
        }

        await context.RespondAsync(new InteractionResponse.DeferUpdate(), stop);
        await cancellations.NoteAsync(id.Subject, context.User.Id, stop);
        await host.Queue.CancelAsync(id.Subject, stop);
    }
}
