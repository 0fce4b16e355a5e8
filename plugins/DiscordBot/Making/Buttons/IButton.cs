using Atelier.DiscordBot.Interactions;

namespace Atelier.DiscordBot.Making.Buttons;

/// <summary>What one kind of button does.</summary>
internal interface IButton
{
    /// <summary>One of <see cref="ButtonActions"/>.</summary>
    string Action { get; }

    /// <summary>Whether the channel's rule that leaves a message's buttons to who asked for it is about this one.</summary>
    bool IsForEverybody => false;

    /// <summary>Answers, first within three seconds.</summary>
    /// <exception cref="Refusal">The user may not, or what it is about is gone.</exception>
    Task PressAsync(InteractionContext context, ButtonId id, CancellationToken stop);
}
