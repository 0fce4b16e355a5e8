namespace Atelier.Host.Automation.Runs;

/// <summary>The one door for what runs: schedules, hooks, the API and the command line start recipes, scripts and jobs here.</summary>
internal interface IRunQueue
{
    /// <summary>
    /// Checks the target, keeps the run, and starts it when there is room. When this returns, the run survives whatever happens to the
    /// server.
    /// </summary>
    /// <exception cref="Atelier.Generation.RequestException">The target cannot be run.</exception>
    Task<Run> EnqueueAsync(NewRun run, CancellationToken cancellation);

    /// <summary>Ends a run, waiting or running; one that is over stays as it is.</summary>
    /// <returns>The run as it is now; null where there is none.</returns>
    Task<Run?> CancelAsync(string id, CancellationToken cancellation);

    /// <summary>Waits until a run is over.</summary>
    Task<Run?> WaitAsync(string id, CancellationToken cancellation);
}
