using Atelier.DiscordBot.Client.Model;

namespace Atelier.DiscordBot.Commands;

internal sealed record CommandCatalog(IReadOnlyList<ApplicationCommand> All) : ICommandCatalog;
