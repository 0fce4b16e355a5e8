using System.Net;
using Atelier.Host.Client;
using Atelier.Host.Scripting.Compile;
using Atelier.Host.Scripting.Compile.Packages;
using Atelier.Host.Scripting.Link;
using Atelier.Host.Worker.Link;

namespace Atelier.Host.Scripting.Child;

/// <summary>A script host's life at its end of the link: one question after another, until the server is gone.</summary>
internal sealed class HostSession(FrameLink<ScriptMessage> link, TimeProvider time)
{
    private static readonly TimeSpan ExitPatience = TimeSpan.FromSeconds(1);

    private CancellationTokenSource _cancel = new();
    private TaskCompletionSource<FetchedPackages> _fetched = new();

    public async Task RunAsync()
    {
        Console.SetIn(TextReader.Null);

        // A script that ends the process has said something before.
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Task.WhenAny(link.FlushAsync(), Task.Delay(ExitPatience)).GetAwaiter().GetResult();
        await foreach (var message in link.ReadAsync(CancellationToken.None))
        {
            switch (message)
            {
                case ScriptMessage.Check check:
                    Begin(cancellation => CheckAsync(check, cancellation));
                    break;
                case ScriptMessage.Run run:
                    Begin(cancellation => RunAsync(run, cancellation));
                    break;
                case ScriptMessage.Fetched fetched:
                    _fetched.TrySetResult(fetched.Packages);
                    break;
                case ScriptMessage.Cancel:
                    await _cancel.CancelAsync();
                    break;
            }
        }
    }

    // What is not foreseen ends the process, and so the question: the server says how it ended.
    private void Begin(Func<CancellationToken, Task> work)
    {
        _cancel = new CancellationTokenSource();
        var cancellation = _cancel.Token;
        _ = Task.Run(async () =>
        {
            try
            {
                await work(cancellation);
            }
            catch (Exception exception)
            {
                Environment.FailFast(exception.Message, exception);
            }
        });
    }

    private async Task CheckAsync(ScriptMessage.Check check, CancellationToken cancellation)
    {
        var outcome = await CompileAsync(check.Source, check.Cache, cancellation);
        link.Post(new ScriptMessage.Checked(outcome.Problems));
        Rest(isClean: true);
    }

    private async Task RunAsync(ScriptMessage.Run run, CancellationToken cancellation)
    {
        var (end, remains) = await ToEndAsync(run, cancellation);
        link.Post(new ScriptMessage.Ended(end));
        Rest(remains is null || await Unloading.ProveAsync(remains));
    }

    private async Task<(ScriptEnd End, WeakReference? Remains)> ToEndAsync(ScriptMessage.Run run, CancellationToken cancellation)
    {
        var outcome = await CompileAsync(run.Source, run.Cache, cancellation);
        if (outcome.Script is not { } script)
        {
            var first = outcome.Problems.First(problem => problem.IsError);
            return (ScriptEnd.Failed(ScriptErrors.Compile, first.ToString(), $"{first.File}:{first.Line}") with
            {
                Problems = outcome.Problems,
            }, null);
        }

        link.Post(new ScriptMessage.Began(script.Warnings));
        var said = new LinkOutput(link);
        using var output = new LineWriter(line => said.Write("info", line));
        using var error = new LineWriter(line => said.Write("error", line));
        Console.SetOut(output);
        Console.SetError(error);
        Environment.CurrentDirectory = run.Folder;
        using var globals = new ClientGlobals(SessionOf(run.View), said, time, cancellation);
        var (end, remains) = await Execution.RunAsync(script, Path.GetDirectoryName(run.Source.Path)!, globals, said.Write, cancellation);
        output.Finish();
        error.Finish();
        Console.SetOut(TextWriter.Null);
        Console.SetError(TextWriter.Null);
        return (end with { Problems = script.Warnings }, remains);
    }

    private static ScriptSession SessionOf(ScriptView view) =>
        new(ServerAddress.Parse(view.Server, "server"), view.Key, view.Files, view.Arguments, [.. view.Network.Select(IPNetwork.Parse)]);

    private async Task<CompileOutcome> CompileAsync(ScriptSource source, string cache, CancellationToken cancellation)
    {
        try
        {
            var finder = new ReferenceFinder(new PackageRestore(Path.Combine(cache, "packages"), FetchAsync));
            return await new ScriptCompiler(finder, new CompileCache(Path.Combine(cache, "scripts"), time)).CompileAsync(
                source, cancellation);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Failed(exception.Message);
        }
        catch (OperationCanceledException)
        {
            return Failed("it was cancelled while it was compiled");
        }

        CompileOutcome Failed(string message) =>
            new(null, [new ScriptProblem(Path.GetFileName(source.Path), 1, 1, ScriptProblem.Error, "ATELIER005", message)]);
    }

    private Task<FetchedPackages> FetchAsync(IReadOnlyList<string> directives, CancellationToken cancellation)
    {
        _fetched = new TaskCompletionSource<FetchedPackages>(TaskCreationOptions.RunContinuationsAsynchronously);
        link.Post(new ScriptMessage.Fetch(directives));
        return _fetched.Task.WaitAsync(cancellation);
    }

    private void Rest(bool isClean) => link.Post(new ScriptMessage.Rested(isClean, AppDomain.CurrentDomain.GetAssemblies().Length));
}
