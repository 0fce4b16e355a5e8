using Atelier.DiscordBot.Interactions;
using Atelier.FrontEnds;

namespace Atelier.DiscordBot.Making;

/// <summary>
/// From a kept picture to a message with it larger, as <see cref="IPictureMaker"/> does it: deferred at once, and finished after a restart.
/// </summary>
internal interface IPictureUpscaler
{
    /// <param name="scale">2 to 8.</param>
    /// <exception cref="Refusal">The rules do not let it in.</exception>
    Task UpscaleAsync(InteractionContext context, FrontEndPicture picture, int scale, CancellationToken stop);
}
