using Atelier.DiscordBot.Interactions;
using Atelier.FrontEnds;

namespace Atelier.DiscordBot.Making.Buttons;

/// <summary>The same once more, with another seed; of variations, other variations of the same picture.</summary>
internal sealed class RerollButton(IFrontEndHost host, IPictureMaker maker) : IButton
{
    public string Action => ButtonActions.Reroll;

    public async Task PressAsync(InteractionContext context, ButtonId id, CancellationToken stop)
    {
        var request = (await Kept.JobAsync(host, id.Subject, stop)).Request;
        request = request.Variation is { Strength: > 0 } variation
            ? request with { Variation = variation with { Seed = null } }
            : request with { Seed = null };
        await maker.MakeAsync(context, new PictureWish(request, "re-roll"), stop);
    }
}
