using Atelier.DiscordBot.Client;
using Atelier.DiscordBot.Client.Model;
using Atelier.DiscordBot.Interactions;
using Atelier.FrontEnds;

namespace Atelier.DiscordBot.Making.Buttons;

/// <summary>Removes a job's pictures from the server, for who asked for them.</summary>
internal sealed class PurgeButton(IFrontEndHost host) : IButton
{
    public string Action => ButtonActions.Purge;

    public async Task PressAsync(InteractionContext context, ButtonId id, CancellationToken stop)
    {
        if (!ButtonRights.IsRequester(context, id))
        {
            throw new Refusal($"Only <@{id.UserId}> can delete these pictures.");
        }

        var removed = 0;
        foreach (var picture in (await Kept.JobAsync(host, id.Subject, stop)).Pictures)
        {
            removed += await host.Pictures.DeleteAsync(picture.Id, stop) ? 1 : 0;
        }

        var words = removed switch
        {
            0 => "Its pictures were gone already.",
            1 => "The picture is deleted from the server too.",
            _ => $"The {removed} pictures are deleted from the server too.",
        };
        await context.RespondAsync(new InteractionResponse.Update(new MessageBody(words, Components: []), []), stop);
    }
}
