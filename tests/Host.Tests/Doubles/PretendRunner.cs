using System.Collections.Concurrent;
using Atelier.Generation;
using Atelier.Host.Automation.Runs;

namespace Atelier.Host.Tests.Doubles;

/// <summary>Runs what a test says. A target named <c>unknown</c> is refused.</summary>
internal sealed class PretendRunner(string kind = RunKinds.Recipe) : IRunner
{
    public string Kind => kind;

    public bool MayBeginAgain { get; init; } = true;

    /// <summary>What a run does; succeeds at once where it is not set.</summary>
    public Func<Run, IRunLog, CancellationToken, Task<RunOutcome>> Does { get; set; } =
        (_, _, _) => Task.FromResult(RunOutcome.Succeeded());

    /// <summary>What was begun, in order.</summary>
    public ConcurrentQueue<Run> Begun { get; } = [];

    public Task CheckAsync(RunTarget target, CancellationToken cancellation) => target.Name == "unknown"
        ? throw new RequestException("target.name", "'unknown' is unknown")
        : Task.CompletedTask;

    public Task<RunOutcome> RunAsync(Run run, IRunLog log, CancellationToken cancellation)
    {
        Begun.Enqueue(run);
        return Does(run, log, cancellation);
    }
}
