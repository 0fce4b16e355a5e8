using Atelier.DiscordBot.Client.Model;

namespace Atelier.DiscordBot.Interactions;

/// <summary>Answers some interactions: a command's, its completion's, a component's or a modal's.</summary>
internal interface IInteractionHandler
{
    /// <summary>Whether it answers this one. Of all handlers, exactly one takes it.</summary>
    bool Takes(Interaction interaction);

    /// <summary>
    /// Answers, first within three seconds. Throws <see cref="Refusal"/> for what the user is to be told; anything else becomes a kind
    /// sentence and a line in the log.
    /// </summary>
    /// <param name="stop">The session ends: leave in the store what goes on, and return.</param>
    Task HandleAsync(InteractionContext context, CancellationToken stop);
}

/// <summary>Something the user is told, for their eyes alone. One or a few kind sentences.</summary>
internal sealed class Refusal(string message) : Exception(message);
