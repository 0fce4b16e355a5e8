using Atelier.Jobs;

namespace Atelier.Host.Store;

/// <summary>
/// Where jobs are kept: the truth about the queue. Every write is committed when its task completes, and appends its event in the same
/// transaction. Servers and workers, in whatever process, share it. Any implementation passes <c>JobStoreCompliance</c>.
/// </summary>
internal interface IJobStore
{
    /// <summary>Keeps a new job as waiting.</summary>
    /// <returns>The job; the earlier one where owner and idempotency key are those of an earlier job with the same fingerprint.</returns>
    /// <exception cref="QueueRefusedException">The key was used with another fingerprint, a limit of waiting jobs is reached, or the store
    /// cannot write.</exception>
    Task<Job> AddAsync(NewJob job, CancellationToken cancellation);

    Task<Job?> FindAsync(string id, CancellationToken cancellation);

    /// <summary>Jobs that match, newest first.</summary>
    Task<JobPage> ListAsync(JobFilter filter, CancellationToken cancellation);

    /// <summary>How many there are of each state.</summary>
    Task<QueueCounts> CountAsync(CancellationToken cancellation);

    /// <summary>How many waiting jobs go before this one; null where it does not wait.</summary>
    Task<int?> PositionAsync(string id, CancellationToken cancellation);

    /// <summary>As <see cref="PositionAsync"/>, of a page of jobs at once; those that do not wait are left out.</summary>
    Task<IReadOnlyDictionary<string, int>> PositionsAsync(IReadOnlyCollection<string> ids, CancellationToken cancellation);

    /// <summary>
    /// Gives a worker the next job: highest priority first; within a priority the owner who was served least recently; within an owner the
    /// oldest. Counts an attempt and gives a new fencing token.
    /// </summary>
    /// <param name="worker">The worker's id: unique to one run of one process.</param>
    /// <returns>Null where none waits, and while paused.</returns>
    Task<LeasedJob?> LeaseAsync(string worker, CancellationToken cancellation);

    /// <summary>Says that a worker still has a job. Counts <see cref="RunningJob.Heartbeats"/> up.</summary>
    Task<LeaseState> HeartbeatAsync(Lease lease, CancellationToken cancellation);

    /// <summary>Ends a job with its pictures.</summary>
    /// <returns>False, and nothing was written, where the lease is lost.</returns>
    Task<bool> SucceedAsync(Lease lease, IReadOnlyList<NewPicture> pictures, CancellationToken cancellation);

    /// <summary>Ends a job with an error.</summary>
    /// <returns>False, and nothing was written, where the lease is lost.</returns>
    Task<bool> FailAsync(Lease lease, JobError error, CancellationToken cancellation);

    /// <summary>Ends a running job whose cancellation was asked for.</summary>
    /// <returns>False, and nothing was written, where the lease is lost.</returns>
    Task<bool> EndCanceledAsync(Lease lease, CancellationToken cancellation);

    /// <summary>Hands a job back that was not finished; the attempt does not count. It keeps its place.</summary>
    /// <returns>False, and nothing was written, where the lease is lost.</returns>
    Task<bool> ReleaseAsync(Lease lease, CancellationToken cancellation);

    /// <summary>Takes a job from a worker that is gone: back to waiting, or failed as <c>poisoned</c> after its last attempt.</summary>
    /// <param name="lease">The lease that is over.</param>
    /// <param name="reason">What is known of the worker's end, for the error.</param>
    /// <param name="mostAttempts">Attempts in all.</param>
    /// <returns>False where the lease was lost before.</returns>
    Task<bool> ExpireAsync(Lease lease, string reason, int mostAttempts, CancellationToken cancellation);

    /// <summary>All running jobs with their leases.</summary>
    Task<IReadOnlyList<RunningJob>> RunningAsync(CancellationToken cancellation);

    /// <summary>Ends a waiting job; marks a running one, whose worker then ends it; leaves one that is over as it is.</summary>
    /// <returns>The job as it is now; null where there is none.</returns>
    Task<Job?> CancelAsync(string id, CancellationToken cancellation);

    /// <summary>Stops or starts handing out jobs. Kept over restarts.</summary>
    Task SetPausedAsync(bool paused, CancellationToken cancellation);

    Task<bool> IsPausedAsync(CancellationToken cancellation);

    /// <summary>Events after a sequence number, oldest first.</summary>
    Task<IReadOnlyList<StoredEvent>> EventsAsync(long after, int most, CancellationToken cancellation);

    /// <summary>The newest event's number; 0 where there is none.</summary>
    Task<long> LastEventAsync(CancellationToken cancellation);

    /// <summary>
    /// Removes jobs that are over and older, with their events; their pictures stay until <see cref="IPictureStore"/> removes them.
    /// </summary>
    /// <returns>How many.</returns>
    Task<int> RemoveEndedAsync(DateTimeOffset before, CancellationToken cancellation);

    /// <summary>Removes older events that are about no job; a job's go with its record.</summary>
    /// <returns>How many.</returns>
    Task<int> RemoveEventsAsync(DateTimeOffset before, CancellationToken cancellation);
}
