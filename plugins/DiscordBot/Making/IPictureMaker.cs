using Atelier.DiscordBot.Interactions;
using Atelier.Generation;

namespace Atelier.DiscordBot.Making;

/// <summary>
/// From a request to the message with its pictures: defers at once, asks the rules, queues, follows the job by editing the message, and
/// ends with the grid and its buttons. Returns when the job is queued and followed; the following goes on by itself, and in the next
/// session.
/// </summary>
internal interface IPictureMaker
{
    /// <exception cref="Refusal">The rules or the queue do not let it in.</exception>
    Task MakeAsync(InteractionContext context, PictureWish wish, CancellationToken stop);
}

/// <summary>What a user asked for.</summary>
/// <param name="Request">As the queue takes it, without what the channel's rules say.</param>
/// <param name="Title">What the message says above: <c>imagine</c>, <c>variations</c>.</param>
/// <param name="Spoiler">Whether the user wants the picture hidden until looked at.</param>
internal sealed record PictureWish(GenerationRequest Request, string Title = "", bool Spoiler = false);
