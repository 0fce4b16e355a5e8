namespace Atelier.Host.Automation.Runs;

/// <summary>
/// Where runs are kept. Every write is committed when its task completes, and appends its event (<c>recipe.started</c>, <c>script.failed</c>, …) in
/// the same transaction. Any implementation passes <c>RunStoreCompliance</c>.
/// </summary>
internal interface IRunStore
{
    /// <returns>The run; the earlier one of the same key, unchanged, where there is one.</returns>
    Task<Run> AddAsync(NewRun run, CancellationToken cancellation);

    Task<Run?> FindAsync(string id, CancellationToken cancellation);

    Task<Run?> FindByKeyAsync(string key, CancellationToken cancellation);

    Task<IReadOnlyList<Run>> ListAsync(RunFilter filter, CancellationToken cancellation);

    /// <summary>Begins the oldest waiting run whose time has come and whose lane is free; null where there is none. Counts an attempt.</summary>
    Task<Run?> BeginNextAsync(CancellationToken cancellation);

    /// <summary>Ends a running run. <paramref name="outcome"/> says how.</summary>
    Task EndAsync(string id, RunOutcome outcome, CancellationToken cancellation);

    /// <summary>Puts what was running when the server ended back to waiting, or ends it as failed where its kind may not begin again.</summary>
    Task RecoverAsync(Func<Run, RunOutcome?> outcome, CancellationToken cancellation);

    /// <summary>Ends a waiting run; a running one is ended by who runs it.</summary>
    Task<Run?> CancelWaitingAsync(string id, CancellationToken cancellation);

    Task AppendLogAsync(string id, IReadOnlyList<RunLogLine> lines, CancellationToken cancellation);

    Task<IReadOnlyList<RunLogLine>> LogAsync(string id, int after, int most, CancellationToken cancellation);

    Task<int> RemoveEndedAsync(DateTimeOffset before, CancellationToken cancellation);
}
