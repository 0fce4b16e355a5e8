using Atelier.DiscordBot.Commands;
using Atelier.DiscordBot.Interactions;

namespace Atelier.DiscordBot.Session;

/// <summary>What answers, and what goes on beside it.</summary>
/// <param name="Background">Each runs until it is stopped, and leaves in the store what the next session goes on with. An exception ends
/// the session.</param>
/// <param name="Owned">Disposed when the session ends.</param>
internal sealed record SessionParts(
    ICommandCatalog Commands, IReadOnlyList<IInteractionHandler> Handlers, IReadOnlyList<Func<CancellationToken, Task>> Background,
    IReadOnlyList<IDisposable> Owned);
