using Atelier.DiscordBot.Interactions;
using Atelier.FrontEnds;

namespace Atelier.DiscordBot.Making;

/// <summary>From a kept picture to a message with it larger, in the way of <see cref="IPictureMaker"/>: deferred at once, and finished after a restart.</summary>
internal interface IPictureUpscaler
{
    /// <param name="scale">2 to 8.</param>
    Task UpscaleAsync(InteractionContext context, FrontEndPicture picture, int scale, CancellationToken stop);
}
