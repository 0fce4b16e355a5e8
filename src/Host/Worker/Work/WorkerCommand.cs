using System.CommandLine;
using Atelier.Host.Cli;
using Atelier.Host.Store;
using Atelier.Host.Worker.Link;

namespace Atelier.Host.Worker.Work;

/// <summary><c>atelier worker</c>: what a server starts to make its pictures. Not for people.</summary>
internal static class WorkerCommand
{
    public const string Name = "worker";
    public const string LinkOption = "--link";

    public static Command Create(CommandContext context)
    {
        var link = new Option<string>(LinkOption) { Description = "The server's socket", Required = true };
        var command = new Command(Name, "Make pictures for a server, which starts this itself") { link };
        command.Hidden = true;
        command.SetAction(async (parsed, _) =>
        {
            LowPriority.Enter();
            await using var stream = new StreamLink(await LinkSocket.ConnectAsync(parsed.GetValue(link)!, context.Cancellation));
            ServiceProvider? services = null;
            try
            {
                await new WorkSession(stream, start => services = Services(start, stream, context.Time)).RunAsync(context.Cancellation);
            }
            finally
            {
                await (services?.DisposeAsync() ?? ValueTask.CompletedTask);
            }

            return ExitCode.Ok;
        });
        return command;
    }

    private static ServiceProvider Services(LinkMessage.Start start, ILink link, TimeProvider time) => new ServiceCollection()
        .AddSingleton(start.Options)
        .AddSingleton(start.Options.Server)
        .AddSingleton(time)
        .AddSingleton<WorkerLocks>()
        .AddLogging(logging =>
            logging.SetMinimumLevel(Enum.Parse<LogLevel>(start.Options.Server.LogLevel, ignoreCase: true)).AddProvider(new LinkLogs(link)))
        .AddStore(check: false)
        .BuildServiceProvider();
}
