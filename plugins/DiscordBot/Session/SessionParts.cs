using Atelier.DiscordBot.Client;
using Atelier.DiscordBot.Interactions;
using Atelier.FrontEnds;

namespace Atelier.DiscordBot.Session;

/// <summary>What a session's handlers are made of.</summary>
/// <param name="Log">Writes a line to the server's log.</param>
internal sealed record SessionParts(IFrontEndHost Host, IDiscordApi Api, Action<FrontEndLogLevel, string> Log);

/// <summary>What answers, and what goes on beside it.</summary>
internal sealed record BotParts(ICommandCatalog Commands, IReadOnlyList<IInteractionHandler> Handlers, IReadOnlyList<IBackgroundWork> Background);
