using System.Runtime.CompilerServices;
using Atelier.FrontEnds;
using Atelier.Host.Automation.Runs;
using Atelier.Host.Automation.Schedules;
using Atelier.Host.Notify;
using Atelier.Host.Security.Quotas;
using Atelier.Host.Store;
using Atelier.Jobs;

namespace Atelier.Host.FrontEnds.Lent;

/// <summary>The jobs of one front end's owners.</summary>
/// <param name="group">What its owners begin with.</param>
/// <param name="over">The session's end, with which telling ends.</param>
internal sealed class FrontEndJobs(
    string group, IJobStore jobs, IRunStore runs, IEventFeed feed, PictureQuota quota, CancellationToken over) : IFrontEndJobs
{
    private const int Together = 200;

    public async Task<int?> PlaceAsync(string id, CancellationToken cancellation = default) =>
        await jobs.FindAsync(id, cancellation) is { } job && Owners.IsIn(group, job.Owner)
            ? await jobs.PositionAsync(id, cancellation)
            : null;

    public async Task<IReadOnlyList<Job>> UnfinishedAsync(string? owner = null, CancellationToken cancellation = default)
    {
        var unfinished = new List<Job>();
        var filter = new JobFilter(Together, Owner: owner, States: [JobState.Waiting, JobState.Running], Group: group);
        JobPage page;
        do
        {
            page = await jobs.ListAsync(filter, cancellation);
            unfinished.AddRange(page.Jobs);
            filter = filter with { Before = page.Next };
        }
        while (page.Next is not null);
        unfinished.Reverse();
        return unfinished;
    }

    public async Task<QueueTotals> TotalsAsync(CancellationToken cancellation = default)
    {
        var counts = await jobs.CountAsync(cancellation);
        return new QueueTotals(counts.Waiting, counts.Running, counts.Paused);
    }

    public Task<long> PicturesSinceAsync(string owner, DateTimeOffset since, CancellationToken cancellation = default)
    {
        FrontEndQueue.CheckOwner(group, owner);
        return quota.AskedAsync(owner, since, cancellation);
    }

    public async IAsyncEnumerable<EndedJob> EndedAsync(long? after, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, over);
        await foreach (var item in feed.ListenAsync(after, either.Token))
        {
            if (item is FeedItem.JobEvent(var happened) && Owners.IsIn(group, happened.Owner) && IsEnd(happened)
                && await jobs.FindAsync(happened.JobId, either.Token) is { IsOver: true } job)
            {
                yield return new EndedJob(happened.Sequence, job, await ScheduleOfAsync(job, either.Token));
            }
        }
    }

    private static bool IsEnd(StoredEvent happened) =>
        happened.Type != StoredEvent.TypeOf(JobState.Waiting) && happened.Type != StoredEvent.TypeOf(JobState.Running);

    private async Task<string?> ScheduleOfAsync(Job job, CancellationToken cancellation) =>
        RunSource.IdOf(job.Source) is { } id && await runs.FindAsync(id, cancellation) is { } run ? Schedule.NameOf(run.Trigger) : null;
}
