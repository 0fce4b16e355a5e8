using Atelier.Diffusion.Pipeline.Grids;
using Atelier.Jobs;

namespace Atelier.Host.Security.Quotas;

/// <summary>The door in, with the keys' quotas before it: whatever API a job comes by, it is counted.</summary>
internal sealed class QuotaQueue(IGenerationQueue queue, PictureQuota quota) : IGenerationQueue
{
    // Two jobs that are counted at once would both fit. Only keys with a quota wait for each other.
    private readonly SemaphoreSlim _turn = new(1, 1);

    public async Task<Job> EnqueueAsync(JobSubmission submission, CancellationToken cancellation = default)
    {
        if (await quota.LimitOfAsync(submission.Owner, cancellation) is not { } limit)
        {
            return await queue.EnqueueAsync(submission, cancellation);
        }

        await _turn.WaitAsync(cancellation);
        try
        {
            await quota.CheckAsync(submission.Owner, limit, PictureCount.Of(submission.Request), cancellation);
            return await queue.EnqueueAsync(submission, cancellation);
        }
        finally
        {
            _turn.Release();
        }
    }

    public Task<Job?> FindAsync(string id, CancellationToken cancellation = default) => queue.FindAsync(id, cancellation);

    public Task<Job?> CancelAsync(string id, CancellationToken cancellation = default) => queue.CancelAsync(id, cancellation);

    public IAsyncEnumerable<JobUpdate> WatchAsync(string id, CancellationToken cancellation = default) =>
        queue.WatchAsync(id, cancellation);
}
