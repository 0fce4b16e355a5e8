using Atelier.DiscordBot.Client;
using Atelier.DiscordBot.Interactions;
using Atelier.DiscordBot.Making.Prompts;
using Atelier.FrontEnds;

namespace Atelier.DiscordBot.Making.Buttons;

/// <summary>Opens the window in which a prompt is changed.</summary>
internal sealed class EditButton(IFrontEndHost host) : IButton
{
    public string Action => ButtonActions.Edit;

    public async Task PressAsync(InteractionContext context, ButtonId id, CancellationToken stop)
    {
        var job = await Kept.JobAsync(host, id.Subject, stop);
        await context.RespondAsync(new InteractionResponse.Ask(PromptModal.Of(id, job.Request)), stop);
    }
}
