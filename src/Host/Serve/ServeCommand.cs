using System.CommandLine;
using System.Net.Sockets;
using Atelier.Host.Cli;
using Atelier.Host.Configuration;
using Atelier.Host.Security;
using Microsoft.AspNetCore.Connections;

namespace Atelier.Host.Serve;

/// <summary><c>atelier serve</c>: the server, until it is told to stop.</summary>
internal static class ServeCommand
{
    public static Command Create(CommandContext context)
    {
        // Short names of settings, which it takes as --server:urls and so on too.
        (Option Option, string Setting)[] named =
        [
            (new Option<string>("--urls")
            {
                Description = "Where to listen, separated by semicolons (default http://127.0.0.1:7860)",
                HelpName = "URLS",
            }, "server.urls"),
            (new Option<string>("--data")
            {
                Description = "Folder of the database, the pictures and the keys (default: data)",
                HelpName = "FOLDER",
            }, "server.data"),
            (new Option<bool>("--allow-remote") { Description = "Listen also where other machines can reach it; needs an admin key" },
                "server.allowRemote"),
            (new Option<bool>("--in-process") { Description = "Run generations in this process instead of a child, for debugging" },
                "server.inProcess"),
            (new Option<bool>("--safe-mode") { Description = "Leave out plugins that did not come with the program" }, "server.safeMode"),
            (new Option<string>("--log-level")
            {
                Description = "trace, debug, information, warning, error or critical",
                HelpName = "LEVEL",
            }, "server.logLevel"),
            (new Option<string>("--log-format") { Description = "text, or json for one object a line", HelpName = "FORMAT" },
                "server.logFormat"),
        ];
        var command = new Command("serve", "Run the server: APIs and web page");
        foreach (var (option, _) in named)
        {
            command.Options.Add(option);
        }

        command.SetAction(async (parsed, _) =>
        {
            var options = named.Aggregate(context.Options, (current, name) => parsed.GetResult(name.Option) is { Implicit: false } result
                ? Setting.Require(name.Setting, name.Option.Name)
                    .Set(current, result.Tokens is [var token, ..] ? token.Value : "true", Environment.CurrentDirectory, name.Option.Name)
                : current);
            ServerSettings.Check(options);
            await RunAsync(options, context);
            return ExitCode.Ok;
        });
        return command;
    }

    private static async Task RunAsync(AtelierOptions options, CommandContext context)
    {
        using var folder = DataLock.Take(options.Server.Data);
        await using var app = AtelierServer.Build(options);
        var manager = new ServiceManager(Environment.GetEnvironmentVariable(ServiceManager.Variable));
        await KeysBeforeListening.PrepareAsync(app, options.Server, context.Terminal.Out, context.Cancellation);
        await StartAsync(app, context.Cancellation);
        using var stopping = app.Lifetime.ApplicationStopping.Register(manager.Stopping);
        manager.Ready();
        StartMessage.Write(app, options, context.Terminal.Out);
        await app.WaitForShutdownAsync(context.Cancellation);
    }

    private static async Task StartAsync(WebApplication app, CancellationToken cancellation)
    {
        try
        {
            await app.StartAsync(cancellation);
        }
        catch (IOException exception) when (exception.InnerException is AddressInUseException)
        {
            throw new IOException(
                $"{exception.Message.TrimEnd('.')}; another program listens there: stop it, or listen elsewhere with --urls", exception);
        }
        catch (SocketException exception)
        {
            throw new IOException($"cannot listen on {string.Join(" and ", app.Urls)}: {exception.Message}", exception);
        }
    }
}
