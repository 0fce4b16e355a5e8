using System.CommandLine;
using Atelier.Host.Cli;

namespace Atelier.Host.Serve;

/// <summary><c>atelier serve</c>: the server, until it is told to stop.</summary>
internal static class ServeCommand
{
    public static Command Create(CommandContext context)
    {
        var urls = new Option<string>("--urls") { Description = "Where to listen, separated by semicolons (default http://127.0.0.1:7860)" };
        var data = new Option<string>("--data") { Description = "Folder of the database, the pictures and the keys (default: data)" };
        var inProcess = new Option<bool>("--in-process") { Description = "Run generations in this process instead of a child, for debugging" };
        var safeMode = new Option<bool>("--safe-mode") { Description = "Leave out plugins that did not come with the program" };
        var command = new Command("serve", "Run the server: APIs and web page") { urls, data, inProcess, safeMode };
        command.SetAction(async (parsed, cancellation) =>
        {
            var server = new ServerOptions
            {
                Data = Path.GetFullPath(parsed.GetValue(data) ?? "data"),
                InProcess = parsed.GetValue(inProcess),
                SafeMode = parsed.GetValue(safeMode),
            };
            if (parsed.GetValue(urls) is { } given)
            {
                server = server with { Urls = given.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) };
            }

            await using var app = AtelierServer.Build(context.Options, server);
            await app.StartAsync(cancellation);
            context.Terminal.Out.WriteLine($"Atelier is listening on {string.Join(" and ", app.Urls)}");
            await app.WaitForShutdownAsync(context.Cancellation);
            return ExitCode.Ok;
        });
        return command;
    }
}
