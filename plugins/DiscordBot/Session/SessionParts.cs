using Atelier.DiscordBot.Client;
using Atelier.DiscordBot.Commands;
using Atelier.DiscordBot.Interactions;
using Atelier.DiscordBot.Rules;
using Atelier.FrontEnds;

namespace Atelier.DiscordBot.Session;

/// <summary>What a session's handlers are made of.</summary>
internal sealed record SessionParts(DiscordOptions Options, IFrontEndHost Host, IDiscordApi Api, IHouseRules Rules);

/// <summary>What answers, and what goes on beside it.</summary>
internal sealed record BotParts(ICommandCatalog Commands, IReadOnlyList<IInteractionHandler> Handlers, IReadOnlyList<IBackgroundWork> Background);
