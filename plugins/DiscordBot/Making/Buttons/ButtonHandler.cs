using Atelier.DiscordBot.Client.Model;
using Atelier.DiscordBot.Interactions;
using Atelier.DiscordBot.Rules;

namespace Atelier.DiscordBot.Making.Buttons;

/// <summary>Answers the buttons of every message that was ever made, also by versions to come or long gone.</summary>
internal sealed class ButtonHandler(IHouseRules rules, IReadOnlyList<IButton> buttons) : IInteractionHandler
{
    public bool Takes(Interaction interaction) =>
        interaction.Type == InteractionType.Component && ButtonId.IsOne(interaction.Data?.CustomId);

    public async Task HandleAsync(InteractionContext context, CancellationToken stop)
    {
        if (ButtonId.Read(context.Interaction.Data?.CustomId) is not { } id
            || buttons.FirstOrDefault(button => button.Action == id.Action) is not { } pressed)
        {
            throw new Refusal("This button is from another version of the bot and does nothing any more. `/imagine` makes a new picture.");
        }

        if (!pressed.IsForEverybody
            && !ButtonRights.IsRequesterOrModerator(context, id)
            && (await rules.OfAsync(context, stop)).OwnButtonsOnly == true)
        {
            throw new Refusal($"In this channel these buttons are for <@{id.UserId}> alone. `/imagine` makes pictures of your own.");
        }

        await pressed.PressAsync(context, id, stop);
    }
}
