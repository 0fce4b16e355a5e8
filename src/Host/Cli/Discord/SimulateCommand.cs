using System.CommandLine;
using System.Text.Json;
using Atelier.DiscordSimulator;
using Atelier.Host.Client;
using Atelier.Host.Plugins.Options;

namespace Atelier.Host.Cli.Discord;

/// <summary><c>atelier discord simulate</c>: the bot in a Discord on this machine, for those without a token.</summary>
internal static class SimulateCommand
{
    private const string Plugin = "discord";

    public static Command Create(CommandContext context)
    {
        var port = new Option<int>("--port") { Description = "The page's port on this machine (default: a free one)", HelpName = "PORT" };
        var data = new Option<string>("--data")
        {
            Description = "The data folder to work on (default: one that goes at the end)",
            HelpName = "FOLDER",
        };
        var script = new Option<bool>("--script") { Description = "Play a short conversation to look at" };
        var command = new Command("simulate", "Try the bot in a Discord on this machine: no account, no token") { port, data, script };
        command.SetAction(async (parsed, _) =>
        {
            var number = parsed.GetValue(port);
            if (number is < 0 or > 65535)
            {
                throw new InputException($"--port: {number} is not possible; it must be a number from 1 to 65535, or 0 for a free one");
            }

            var folder = parsed.GetValue(data);
            KeepFromRealOne(folder);
            await RunAsync(context, number, folder, parsed.GetValue(script));
            return ExitCode.Ok;
        });
        return command;
    }

    private static async Task RunAsync(CommandContext context, int port, string? data, bool plays)
    {
        await using var discord =
            await LocalDiscord.StartAsync(new LocalDiscordOptions { Port = port, Time = context.Time }, context.Cancellation);
        var place = SimulatedPlace.In(discord);
        var bot = new Dictionary<string, string>
        {
            [Plugin] = JsonSerializer.Serialize(new { token = discord.Token, apiAddress = discord.ApiAddress }),
        };
        await using var server = await PrivateServer.StartAsync(context, data, context.Cancellation, bot);
        context.Terminal.Out.WriteLine($"""
            The bot talks in a Discord on this machine: open {discord.Address}
            Type /imagine there. Ctrl-C ends it{(data is null ? ", and its pictures with it" : "")}.
            """);
        try
        {
            if (plays)
            {
                await SimulatedConversation.PlayAsync(discord, place, context.Cancellation);
                context.Terminal.Out.WriteLine("The conversation has been played.");
            }

            await Task.Delay(Timeout.InfiniteTimeSpan, context.Time, context.Cancellation);
        }
        catch (OperationCanceledException)
        {
            // That is how it ends.
        }
    }

    // The options of a bot that talks to people would be written over.
    private static void KeepFromRealOne(string? data)
    {
        var options = data is null ? null : PluginOptionFiles.Of(Path.GetFullPath(data)).Read(Plugin);
        if (options?.Contains("http://127.0.0.1:", StringComparison.Ordinal) == false)
        {
            throw new InputException("--data: the bot of that folder talks in the real Discord; name another folder, or none");
        }
    }
}
