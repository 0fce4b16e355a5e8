using System.CommandLine;

namespace Atelier.Host.Cli.Discord;

/// <summary><c>atelier discord</c>: the bot, tried and looked at.</summary>
internal static class DiscordCommand
{
    public static Command Create(CommandContext context) => new("discord", "The Discord bot")
    {
        SimulateCommand.Create(context),
    };
}
