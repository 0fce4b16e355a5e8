using Atelier.DiscordBot.Client.Model;

namespace Atelier.DiscordBot.Commands;

/// <summary>The commands that Discord is to know.</summary>
internal interface ICommandCatalog
{
    IReadOnlyList<ApplicationCommand> All { get; }
}
