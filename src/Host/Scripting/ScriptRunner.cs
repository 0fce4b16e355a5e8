using System.Text.Json;
using Atelier.Generation;
using Atelier.Host.Api.Native.Contracts;
using Atelier.Host.Automation.Runs;
using Atelier.Host.Client;
using Atelier.Host.Configuration;
using Atelier.Host.Scripting.Link;
using Atelier.Host.Scripting.Shelf;
using Atelier.Host.Security;
using Atelier.Host.Security.Keys;
using Atelier.Host.Serve;
using Atelier.Host.Store;
using Atelier.Host.Texts;
using Atelier.Jobs;

namespace Atelier.Host.Scripting;

/// <summary>Runs a script of the server's folder, with a key that stands for its owner's for as long as it runs.</summary>
internal sealed class ScriptRunner(
    ScriptFolder folder, ScriptEngine engine, LentKeys keys, OwnAddress address, AtelierOptions options, AuditLog audit) : IRunner
{
    private const int MostArguments = 100;
    private const int LongestArgument = 10_000;

    public string Kind => RunKinds.Script;

    // What it did, nobody knows.
    public bool MayBeginAgain => false;

    public Task CheckAsync(RunTarget target, CancellationToken cancellation)
    {
        if (!File.Exists(folder.PathOf(target.Name, "target.name")))
        {
            throw new RequestException(
                "target.name", $"there is no script {OneLine.Quoted(target.Name)}{NearestName.Hint(target.Name, folder.Names())}");
        }

        ArgumentsOf(target);
        return Task.CompletedTask;
    }

    public async Task<RunOutcome> RunAsync(Run run, IRunLog log, CancellationToken cancellation)
    {
        await CheckAsync(run.Target, cancellation);
        using var key = await keys.LendAsync(run.Owner, RunSource.Of(run), cancellation)
            ?? throw new RunException("owner_gone", $"the key {OneLine.Quoted(run.Owner)} that this run belongs to is gone or has expired");
        await audit.WriteAsync(run.Owner, "script.run", $"{run.Target.Name} ({run.Trigger}, run {run.Id})", cancellation);

        var files = Path.Combine(options.Server.Data, "files", run.Target.Name);
        DataFolder.Create(files);
        var view = new ScriptView(
            address.Text, key.Secret, ArgumentsOf(run.Target), files, [.. options.Network.Allow.Select(allowed => allowed.ToString())]);
        var order = new ScriptOrder(new ScriptSource(folder.PathOf(run.Target.Name)), view, options.Scripts.Limits);
        try
        {
            var end = await engine.RunAsync(order, new RunOutput(log), cancellation);
            if (end.State == JobState.Canceled)
            {
                throw new OperationCanceledException(cancellation);
            }

            return new RunOutcome(end.State, end.Error, end.Result);
        }
        catch (IOException exception)
        {
            throw new RunException("no_process", exception.Message);
        }
    }

    private static IReadOnlyList<string> ArgumentsOf(RunTarget target)
    {
        const string expected = $"must be an array of texts, as [\"--steps\", \"20\"]";
        try
        {
            var arguments = JsonSerializer.Deserialize<string?[]>(target.Arguments);
            return arguments is null || arguments.Contains(null) ? throw new RequestException("target.arguments", expected)
                : arguments.Length > MostArguments || arguments.Any(argument => argument?.Length > LongestArgument)
                    ? throw new RequestException("target.arguments", $"may be {MostArguments} texts of {LongestArgument} characters each")
                : arguments.OfType<string>().ToList();
        }
        catch (JsonException)
        {
            throw new RequestException("target.arguments", expected);
        }
    }

    /// <summary>Its generations tell how far they are elsewhere.</summary>
    private sealed class RunOutput(IRunLog log) : IScriptOutput
    {
        public void Write(string level, string text) => log.Write(level, text);

        public void Progress(ProgressEvent progress)
        {
        }

        public void Over(string jobId)
        {
        }
    }
}
