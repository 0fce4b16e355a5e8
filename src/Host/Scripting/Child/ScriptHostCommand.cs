using System.CommandLine;
using Atelier.Host.Cli;
using Atelier.Host.Scripting.Link;
using Atelier.Host.Scripting.Sandbox;
using Atelier.Host.Worker.Link;
using Atelier.Host.Worker.Work;

namespace Atelier.Host.Scripting.Child;

/// <summary><c>atelier script-host</c>: what a server starts to compile and run scripts. Not for people.</summary>
internal static class ScriptHostCommand
{
    public const string Name = "script-host";
    public const string LinkOption = "--link";
    public const string ReadOption = "--read";
    public const string WriteOption = "--write";

    public static Command Create(CommandContext context)
    {
        var link = new Option<string>(LinkOption) { Description = "The server's socket", Required = true };
        var read = new Option<string[]>(ReadOption) { Description = "What it may read; with it or --write it is confined" };
        var write = new Option<string[]>(WriteOption) { Description = "What it may read and write" };
        var command = new Command(Name, "Run scripts for a server, which starts this itself") { link, read, write };
        command.Hidden = true;
        command.SetAction(async (parsed, _) =>
        {
            if (parsed.GetValue(write) is { Length: > 0 } writable)
            {
                ConfinedStart.Become(parsed.GetValue(read) ?? [], writable, Name, LinkOption, parsed.GetRequiredValue(link));
            }

            OwnGroup.Begin();
            ParentWatch.Begin();
            LowPriority.Enter();
            await using (var stream =
                new FrameLink<ScriptMessage>(await LinkSocket.ConnectAsync(parsed.GetValue(link)!, context.Cancellation)))
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
