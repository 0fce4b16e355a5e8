namespace Atelier.Host.Automation.Runs;

/// <summary>
/// Where runs are kept. Every write is committed when its task completes, and appends its event (<c>recipe.started</c>,
/// <c>script.failed</c>, …) in the same transaction. Any implementation passes <c>RunStoreCompliance</c>.
/// </summary>
internal interface IRunStore
{
    /// <returns>The run; the earlier one of the same key, unchanged, where there is one.</returns>
    Task<Run> AddAsync(NewRun run, CancellationToken cancellation);

    Task<Run?> FindAsync(string id, CancellationToken cancellation);

    Task<Run?> FindByKeyAsync(string key, CancellationToken cancellation);

    /// <summary>Runs that match, newest first.</summary>
    Task<IReadOnlyList<Run>> ListAsync(RunFilter filter, CancellationToken cancellation);

    /// <summary>
    /// Begins the oldest waiting run whose time has come and whose lane is free; null where there is none. Counts an attempt.
    /// </summary>
    Task<Run?> BeginNextAsync(CancellationToken cancellation);

    /// <summary>Ends a running run; one that does not run stays as it is.</summary>
    Task EndAsync(string id, RunOutcome outcome, CancellationToken cancellation);

    /// <summary>
    /// Puts what was running when the server ended back to waiting, or ends it as failed where its kind may not begin again.
    /// </summary>
    Task RecoverAsync(Func<Run, RunOutcome?> outcome, CancellationToken cancellation);

    /// <summary>
    /// Puts a run back to waiting that the server's end broke off in good order; the attempt does not count. One to be cancelled is ended.
    /// </summary>
    Task ReleaseAsync(string id, CancellationToken cancellation);

    /// <summary>
    /// Ends a waiting run; marks a running one, which is ended by who runs it, and by <see cref="RecoverAsync"/> where nobody does any
    /// more.
    /// </summary>
    /// <returns>The run as it is now; null where there is none.</returns>
    Task<Run?> CancelAsync(string id, CancellationToken cancellation);

    /// <summary>Adds lines. Their positions are counted on from those that are there.</summary>
    Task AppendLogAsync(string id, IReadOnlyList<RunLogLine> lines, CancellationToken cancellation);

    /// <summary>Lines behind a position, in order; from the first with −1.</summary>
    Task<IReadOnlyList<RunLogLine>> LogAsync(string id, int after, int most, CancellationToken cancellation);

    /// <summary>Removes runs that are over and older, with their logs.</summary>
    /// <returns>How many.</returns>
    Task<int> RemoveEndedAsync(DateTimeOffset before, CancellationToken cancellation);
}
