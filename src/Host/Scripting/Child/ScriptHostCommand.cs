using System.CommandLine;
using Atelier.Host.Cli;
using Atelier.Host.Scripting.Link;
using Atelier.Host.Worker.Link;
using Atelier.Host.Worker.Work;

namespace Atelier.Host.Scripting.Child;

/// <summary><c>atelier script-host</c>: what a server starts to compile and run scripts. Not for people.</summary>
internal static class ScriptHostCommand
{
    public const string Name = "script-host";
    public const string LinkOption = "--link";

    public static Command Create(CommandContext context)
    {
        var link = new Option<string>(LinkOption) { Description = "The server's socket", Required = true };
        var command = new Command(Name, "Run scripts for a server, which starts this itself") { link };
        command.Hidden = true;
        command.SetAction(async (parsed, _) =>
        {
            OwnGroup.Begin();
            ParentWatch.Begin();
            LowPriority.Enter();
            await using (var stream = new FrameLink<ScriptMessage>(await LinkSocket.ConnectAsync(parsed.GetValue(link)!, context.Cancellation)))
            {
                await new HostSession(stream, context.Time).RunAsync();
            }

            // Threads and processes that a script has left behind would go on.
            OwnGroup.End();
            return ExitCode.Ok;
        });
        return command;
    }
}
