using Atelier.DiscordBot.Client.Model;

namespace Atelier.DiscordBot.Session;

/// <summary>The commands that the bot has.</summary>
internal interface ICommandCatalog
{
    IReadOnlyList<ApplicationCommand> All { get; }
}
