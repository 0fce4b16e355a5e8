using System.CommandLine;

namespace Atelier.Host.Cli.Discord;

/// <summary><c>atelier discord</c>: the bot, checked, tried and looked at.</summary>
internal static class DiscordCommand
{
    public static Command Create(CommandContext context, Option<bool> json) => new("discord", "The Discord bot")
    {
        CheckCommand.Create(context, json),
        SimulateCommand.Create(context),
    };
}
