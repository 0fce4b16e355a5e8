using Atelier.Generation;

namespace Atelier.Jobs;

/// <summary>The one door in: HTTP, Discord, scripts and schedules all hand their requests to this.</summary>
public interface IGenerationQueue
{
    /// <summary>Accepts a job. When this returns, the job survives whatever happens to the process.</summary>
    /// <param name="submission">What to make, for whom.</param>
    /// <param name="cancellation">Gives up waiting; the job may have been accepted.</param>
    /// <exception cref="RequestException">A field of the request is wrong; nothing was queued.</exception>
    /// <exception cref="QueueRefusedException">The queue or the owner's share of it is full, or the idempotency key was used for another
    /// request.</exception>
    Task<Job> EnqueueAsync(JobSubmission submission, CancellationToken cancellation = default);

    /// <summary>The job as it is now; null where there is none of that id.</summary>
    /// <param name="id">A job's id.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    Task<Job?> FindAsync(string id, CancellationToken cancellation = default);

    /// <summary>Ends a job: at once where it waits, within a step where it runs. One that is over stays as it is.</summary>
    /// <param name="id">A job's id.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    /// <returns>The job as it is now; null where there is none of that id.</returns>
    Task<Job?> CancelAsync(string id, CancellationToken cancellation = default);

    /// <summary>Tells what happens to a job, beginning with what it is now, until it is over.</summary>
    /// <param name="id">A job's id; of an unknown one nothing is told.</param>
    /// <param name="cancellation">Stops telling.</param>
    IAsyncEnumerable<JobUpdate> WatchAsync(string id, CancellationToken cancellation = default);
}
