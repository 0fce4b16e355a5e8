using Atelier.DiscordBot.Client.Model;
using Atelier.DiscordBot.Interactions;
using Atelier.DiscordBot.Making.Buttons;
using Atelier.FrontEnds;

namespace Atelier.DiscordBot.Making.Prompts;

/// <summary>Makes what the window with a prompt says.</summary>
internal sealed class PromptModalHandler(IFrontEndHost host, IPictureMaker maker) : IInteractionHandler
{
    public bool Takes(Interaction interaction) => interaction.Type == InteractionType.Modal && ButtonId.IsOne(interaction.Data?.CustomId);

    public async Task HandleAsync(InteractionContext context, CancellationToken stop)
    {
        if (ButtonId.Read(context.Interaction.Data?.CustomId) is not { Action: ButtonActions.Edit } id)
        {
            throw new Refusal("This window is from another version of the bot. Please open it again, or use `/imagine`.");
        }

        var job = await Kept.JobAsync(host, id.Subject, stop);
        var request = PromptModal.Read(ModalAnswers.Read(context.Interaction.Data?.Components), job.Request);
        await maker.MakeAsync(context, new PictureWish(request, "edited"), stop);
    }
}
