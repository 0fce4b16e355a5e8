using System.Text.Json;
using Atelier.Host.Api.Json;
using Atelier.Host.Client;
using Atelier.Host.Scripting;
using Atelier.Host.Scripting.Link;
using Atelier.Jobs;

namespace Atelier.Host.Cli.Run;

/// <summary>One run of a script from the command line.</summary>
internal sealed class CommandLineRun(
    ScriptEngine engine, ScriptSource source, ScriptLimits limits, IReadOnlyList<string> arguments, bool json, CommandContext context)
{
    /// <param name="open">Calls on the server.</param>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public async Task<int> RunAsync(Func<CancellationToken, Task<ServerSession>> open)
    {
        // Compiling and the start of a server take their time side by side.
        using var starting = CancellationTokenSource.CreateLinkedTokenSource(context.Cancellation);
        var opening = open(starting.Token);
        IReadOnlyList<ScriptProblem> problems;
        try
        {
            problems = await engine.CheckAsync(source, context.Cancellation);
            if (problems.Any(problem => problem.IsError))
            {
                await starting.CancelAsync();
            }
        }
        catch
        {
            await starting.CancelAsync();
            await CloseAsync(opening);
            throw;
        }

        if (problems.Any(problem => problem.IsError))
        {
            await CloseAsync(opening);
            foreach (var problem in problems)
            {
                context.Terminal.Error.WriteLine(problem);
            }

            return Report(
                new ScriptEnd(JobState.Failed, new JobError(ScriptErrors.Compile, "it does not compile"), null, problems), Display());
        }

        await using var session = await opening;
        var folder = Environment.CurrentDirectory;
        var view = new ScriptView(
            session.Address.Text, session.Key, arguments, folder, [.. context.Options.Network.Allow.Select(network => network.ToString())]);
        var display = Display();
        var end = await display.ShowAsync(
            () => engine.RunAsync(new ScriptOrder(source, view, limits, folder), display, context.Cancellation));
        return Report(end, display);
    }

    private static async Task CloseAsync(Task<ServerSession> opening)
    {
        try
        {
            await (await opening).DisposeAsync();
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or InputException)
        {
            // The script is what is wrong, and that is said.
        }
    }

    private IScriptDisplay Display() => json ? new PlainScriptDisplay(context.Terminal.Error, context.Terminal.Error, context.Time)
        : context.Terminal.ErrorIsTerminal
            ? new LiveScriptDisplay(context.Terminal.Error, context.Terminal.OutIsTerminal ? null : context.Terminal.Out)
        : new PlainScriptDisplay(context.Terminal.Out, context.Terminal.Error, context.Time);

    private int Report(ScriptEnd end, IScriptDisplay display)
    {
        if (end.State == JobState.Canceled)
        {
            throw new OperationCanceledException();
        }

        // What does not compile, and what a script throws, was said with its place already.
        var doesNotCompile = end.Error?.Code == ScriptErrors.Compile;
        if (end.Error is { Code: not (ScriptErrors.Failed or ScriptErrors.Compile) } error)
        {
            display.Write("error", $"atelier: {Path.GetFileName(source.Path)}: {error.Message}");
        }

        if (json)
        {
            var result = end.Result is null ? (JsonElement?)null : JsonElement.Parse(end.Result);
            context.Terminal.Out.WriteLine(JsonSerializer.Serialize(new { end.State, result, end.Error, end.Problems }, ApiJson.Options));
        }

        return end.State == JobState.Succeeded ? ExitCode.Ok : doesNotCompile ? ExitCode.BadInput : ExitCode.Failed;
    }
}
