using System.CommandLine;
using Atelier.Host.Client;
using Atelier.Host.Configuration;
using Atelier.Host.Plugins;
using Atelier.Host.Scripting;
using Atelier.Host.Scripting.Hosts;
using Atelier.Host.Texts;
using Microsoft.Extensions.Logging.Abstractions;

namespace Atelier.Host.Cli.Run;

/// <summary><c>atelier run script.csx [args]</c>: runs a script, against a server that is named or one of its own.</summary>
internal static class RunCommand
{
    // Who sits at a terminal ends it when it has taken long enough.
    private static readonly TimeSpan UsualTimeout = TimeSpan.FromDays(30);

    public static Command Create(CommandContext context, Option<bool> json)
    {
        var script = new Argument<string?>("script") { Description = "A .csx file", Arity = ArgumentArity.ZeroOrOne };
        var arguments = new Argument<string[]>("args") { Description = "What the script gets as Args", Arity = ArgumentArity.ZeroOrMore };
        var check = new Option<bool>("--check") { Description = "Compile it, and say what is wrong; run nothing" };
        var timeout = new Option<string>("--timeout")
        {
            Description = "How long it may take, such as 90s or 2h (default: as long as it takes)",
            HelpName = "TIME",
        };
        var init = new Option<bool>("--init") { Description = "Set this folder up for scripts: a first one, and what editors complete by" };
        var command = new Command(ScriptLine.Command, "Run a script: C# that makes pictures") { script, arguments, check, timeout, init };
        var server = ServerChoice.AddTo(command, context);
        command.SetAction(async (parsed, _) =>
        {
            if (parsed.GetValue(init))
            {
                return EditorSetup.Write(Environment.CurrentDirectory, context.Terminal);
            }

            var source = new ScriptSource(PathOf(parsed.GetValue(script)));
            await using var hosts = new ScriptHosts(context.Options.Scripts, context.Time, NullLogger<ScriptHosts>.Instance);
            var engine = new ScriptEngine(context.Options.Scripts, Path.Combine(PrivateCopies.HomeOfUser, "scripts"), hosts);
            if (parsed.GetValue(check))
            {
                return Say(context.Terminal, await engine.CheckAsync(source, context.Cancellation), source.Path);
            }

            var limits = context.Options.Scripts.Limits with { Time = TimeOf(parsed.GetValue(timeout), context.Options) };
            return await new CommandLineRun(engine, source, limits, parsed.GetValue(arguments) ?? [], parsed.GetValue(json), context)
                .RunAsync(cancellation => server.OpenAsync(parsed, cancellation));
        });
        return command;
    }

    private static string PathOf(string? script)
    {
        var path = Path.GetFullPath(
            script ?? throw new InputException("run needs a script: atelier run hello.csx; atelier run --init makes a first one"));
        return File.Exists(path) ? path
            : throw new InputException(
                $"there is no file {OneLine.Quoted(script)}{(File.Exists(path + ".csx") ? $"; did you mean {script}.csx?" : "")}");
    }

    private static TimeSpan TimeOf(string? text, AtelierOptions options) => text is null
        ? options.Sources.ContainsKey("scripts.timeout") ? options.Scripts.Timeout : UsualTimeout
        : DurationText.Parse(text) is { } time && time > TimeSpan.Zero && time <= UsualTimeout ? time
        : throw new InputException($"--timeout: {OneLine.Quoted(text)} is not possible; it must be a time such as 90s or 2h, at most 30d");

    private static int Say(Terminal terminal, IReadOnlyList<ScriptProblem> problems, string path)
    {
        foreach (var problem in problems)
        {
            terminal.Error.WriteLine(problem);
        }

        if (problems.Any(problem => problem.IsError))
        {
            return ExitCode.BadInput;
        }

        terminal.Out.WriteLine($"{Path.GetFileName(path)} compiles");
        return ExitCode.Ok;
    }
}
