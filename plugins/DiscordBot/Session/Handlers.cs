namespace Atelier.DiscordBot.Session;

/// <summary>Puts together all that answers interactions. A new command or button is named here, and nowhere else.</summary>
internal static class Handlers
{
    public static BotParts Create(SessionParts parts) => new(new CommandsOfNobody(), [], []);

    private sealed class CommandsOfNobody : ICommandCatalog
    {
        public IReadOnlyList<Client.Model.ApplicationCommand> All => [];
    }
}
