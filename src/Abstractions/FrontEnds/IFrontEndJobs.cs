using Atelier.Jobs;

namespace Atelier.FrontEnds;

/// <summary>The jobs of a front end's owners, beside what <see cref="IGenerationQueue"/> says of each.</summary>
public interface IFrontEndJobs
{
    /// <summary>How many jobs are taken up before a waiting one: 0 for the next; null where it does not wait.</summary>
    /// <param name="id">A job's id.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    Task<int?> PlaceAsync(string id, CancellationToken cancellation = default);

    /// <summary>Jobs that are not over, in the order they were accepted.</summary>
    /// <param name="owner">Only this owner's; null takes all of the front end's.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    Task<IReadOnlyList<Job>> UnfinishedAsync(string? owner = null, CancellationToken cancellation = default);

    /// <summary>How much all owners together have in the queue.</summary>
    /// <param name="cancellation">Gives up waiting.</param>
    Task<QueueTotals> TotalsAsync(CancellationToken cancellation = default);

    /// <summary>How many pictures an owner has asked for since a moment, without jobs that were cancelled before they began.</summary>
    /// <param name="owner">The owner.</param>
    /// <param name="since">The moment.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    Task<long> PicturesSinceAsync(string owner, DateTimeOffset since, CancellationToken cancellation = default);

    /// <summary>Tells each job of the front end's owners that ends, in order, whoever enqueued it (schedules too).</summary>
    /// <param name="after">Begins after this <see cref="EndedJob.Sequence"/>, also where it ended before the server started; null begins
    /// now.</param>
    /// <param name="cancellation">Stops telling.</param>
    IAsyncEnumerable<EndedJob> EndedAsync(long? after, CancellationToken cancellation = default);
}

/// <summary>The queue of all owners.</summary>
/// <param name="Waiting">Jobs that wait.</param>
/// <param name="Running">Jobs that are made now.</param>
/// <param name="Paused">Whether an operator has stopped the queue.</param>
public sealed record QueueTotals(long Waiting, long Running, bool Paused);

/// <summary>A job that has ended.</summary>
/// <param name="Sequence">Grows from one to the next; to go on from.</param>
/// <param name="Job">The job.</param>
/// <param name="Schedule">The name of the schedule that brought it; null where none did.</param>
public sealed record EndedJob(long Sequence, Job Job, string? Schedule);
