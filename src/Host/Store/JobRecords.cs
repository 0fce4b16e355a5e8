using Atelier.Generation;
using Atelier.Jobs;

namespace Atelier.Host.Store;

/// <summary>A job to be kept.</summary>
/// <param name="Id">A new ULID.</param>
/// <param name="Request">Names resolved, seed chosen.</param>
/// <param name="Fingerprint">SHA-256 of what was asked for, before a seed was chosen: tells one use of an idempotency key from
/// another.</param>
/// <param name="Limits">How many may wait.</param>
internal sealed record NewJob(
    string Id, string Owner, string Source, GenerationRequest Request, int Priority, string? IdempotencyKey, string Fingerprint,
    WaitingLimits Limits);

/// <summary>How many jobs may wait.</summary>
/// <param name="Total">In all.</param>
/// <param name="PerOwner">Of one owner.</param>
internal sealed record WaitingLimits(int Total, int PerOwner);

/// <summary>Which jobs to list. A null field takes all.</summary>
/// <param name="Limit">1 to 200.</param>
/// <param name="Before">A cursor: the id before which to go on.</param>
/// <param name="Group">What owners begin with: those of a front end.</param>
internal sealed record JobFilter(
    int Limit, string? Before = null, string? Owner = null, IReadOnlyList<JobState>? States = null, string? Source = null,
    string? Text = null, string? Group = null);

/// <summary>A page of jobs.</summary>
/// <param name="Next">The cursor of the next page; null on the last.</param>
internal sealed record JobPage(IReadOnlyList<Job> Jobs, string? Next);

internal sealed record QueueCounts(int Waiting, int Running, int Succeeded, int Failed, int Canceled, bool Paused)
{
    /// <summary>When the oldest waiting job was accepted; null where none waits.</summary>
    public DateTimeOffset? OldestWaiting { get; init; }
}

/// <summary>A worker's claim to a job. Every write of a result carries it, and is refused where the token is not the newest.</summary>
/// <param name="JobId">The job.</param>
/// <param name="Token">The fencing token: grows with each lease of the job.</param>
/// <param name="Worker">Who has it.</param>
internal sealed record Lease(string JobId, long Token, string Worker);

internal sealed record LeasedJob(Lease Lease, Job Job);

/// <summary>A job that some worker has.</summary>
/// <param name="Heartbeats">How often the worker said that it still has it. Whether that still grows tells, by any clock, whether the
/// worker lives.</param>
internal sealed record RunningJob(Lease Lease, long Heartbeats, string Model);

internal enum LeaseState
{
    Held,

    /// <summary>Held; its cancellation was asked for.</summary>
    CancelRequested,

    /// <summary>Somebody else has the job, or it is over. What this worker makes of it is thrown away.</summary>
    Lost,
}

/// <summary>Something that happened.</summary>
/// <param name="Sequence">Grows without end; gaps are possible.</param>
/// <param name="JobId">The job that it is about; empty where it is about none.</param>
/// <param name="Owner">Whose it is; empty where it is the server's own.</param>
/// <param name="Type"><c>job.waiting</c>, <c>job.running</c>, <c>job.succeeded</c>, <c>job.failed</c>, <c>job.canceled</c>, or another,
/// such as <c>picture.created</c>.</param>
/// <param name="At">When.</param>
/// <param name="Data">A JSON object; null for a job's new state, which its record tells.</param>
internal sealed record StoredEvent(long Sequence, string JobId, string Owner, string Type, DateTimeOffset At, string? Data = null)
{
    /// <summary>Whether it tells of a job's new state.</summary>
    public bool IsOfJob => Type.StartsWith("job.", StringComparison.Ordinal);

    /// <summary>The type that tells of a new state.</summary>
    public static string TypeOf(JobState state) => "job." + state.ToString().ToLowerInvariant();
}
