using Atelier.DiscordBot.Interactions;
using Atelier.DiscordBot.Making.Messages;
using Atelier.FrontEnds;

namespace Atelier.DiscordBot.Making.Buttons;

internal sealed class UpscaleButton(IFrontEndHost host, IPictureUpscaler upscaler) : IButton
{
    public string Action => ButtonActions.Upscale;

    public async Task PressAsync(InteractionContext context, ButtonId id, CancellationToken stop)
    {
        var picture = await Kept.PictureAsync(host, id.Subject, stop);
        await upscaler.UpscaleAsync(context, picture, Math.Clamp(id.Scale, ResultButtons.FirstScale, ResultButtons.LargestScale), stop);
    }
}
