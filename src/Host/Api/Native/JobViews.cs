using Atelier.Host.Api.Errors;
using Atelier.Host.Api.Native.Contracts;
using Atelier.Host.Notify;
using Atelier.Host.Security;
using Atelier.Host.Store;
using Atelier.Jobs;

namespace Atelier.Host.Api.Native;

/// <summary>Jobs as their callers may see them.</summary>
internal sealed class JobViews(IJobStore jobs, IEventFeed feed, Replays replays)
{
    /// <summary>One job, with its place in the queue or its progress.</summary>
    public async Task<JobView> OfAsync(Job job, CancellationToken cancellation)
    {
        var position = job.State == JobState.Waiting ? await jobs.PositionAsync(job.Id, cancellation) : null;
        var view = JobView.Of(job, position, job.State == JobState.Running ? feed.ProgressOf(job.Id) : null);
        return await replays.CompareAsync(job, cancellation) is { } differences
            ? view with { Identical = differences.Count == 0, Differences = differences.Count == 0 ? null : differences }
            : view;
    }

    /// <summary>A job in a list.</summary>
    public JobView InList(Job job) => JobView.Of(job, progress: job.State == JobState.Running ? feed.ProgressOf(job.Id) : null);

    /// <summary>A job that a caller may see.</summary>
    /// <exception cref="ApiException">There is none of that id, or it is another's: the answer is the same.</exception>
    public async Task<Job> FindAsync(string id, Caller caller, CancellationToken cancellation) =>
        Ids.AreLike(id) && await jobs.FindAsync(id, cancellation) is { } job && caller.MaySee(job.Owner)
            ? job
            : throw new ApiException(ApiError.NotFound("there is no job of this id"));
}
