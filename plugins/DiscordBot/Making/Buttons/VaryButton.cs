using Atelier.DiscordBot.Client;
using Atelier.DiscordBot.Interactions;
using Atelier.DiscordBot.Rules;
using Atelier.FrontEnds;

namespace Atelier.DiscordBot.Making.Buttons;

/// <param name="action">Its <see cref="ButtonActions"/>.</param>
/// <param name="kind">How different they become.</param>
internal sealed class VaryButton(IFrontEndHost host, IHouseRules rules, IPictureMaker maker, string action, VariationKind kind) : IButton
{
    public string Action => action;

    public async Task PressAsync(InteractionContext context, ButtonId id, CancellationToken stop)
    {
        var picture = await Kept.PictureAsync(host, id.Subject, stop);
        var count = await Variations.CountAsync(host, await rules.OfAsync(context, stop), stop);
        await context.RespondAsync(new InteractionResponse.Defer(Ephemeral: false), stop);
        var request = await Variations.OfAsync(host, picture, kind, count, stop);
        await maker.MakeAsync(context, new PictureWish(request, $"variations ({kind.Name})"), stop);
    }
}
