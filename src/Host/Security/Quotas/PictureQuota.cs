using Atelier.Diffusion.Pipeline.Grids;
using Atelier.Host.Security.Keys;
using Atelier.Host.Store;
using Atelier.Jobs;

namespace Atelier.Host.Security.Quotas;

/// <summary>How many pictures a key may ask for in 24 hours. Counted from the jobs themselves, so that no restart forgets any.</summary>
internal sealed class PictureQuota(IJobStore jobs, KeyRing keys, TimeProvider time)
{
    private const int Together = 200;
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>What a key may ask for; null where it has no limit, or the owner is no key.</summary>
    public async Task<int?> LimitOfAsync(string owner, CancellationToken cancellation) =>
        (await keys.ListAsync(cancellation)).FirstOrDefault(key => key.Name == owner)?.PicturesPerDay;

    /// <exception cref="QueueRefusedException">The key would have asked for more than it may.</exception>
    public async Task CheckAsync(string owner, int limit, long wanted, CancellationToken cancellation)
    {
        var asked = await AskedAsync(owner, time.GetUtcNow() - Day, cancellation);
        if (asked + wanted > limit)
        {
            throw new QueueRefusedException(QueueRefusal.Full,
                $"this key may ask for {limit} pictures in 24 hours and has asked for {asked}; {wanted} more are too many now");
        }
    }

    /// <summary>How many pictures an owner has asked for since a moment. A job that was cancelled before it began cost nothing.</summary>
    public async Task<long> AskedAsync(string owner, DateTimeOffset since, CancellationToken cancellation)
    {
        var asked = 0L;
        for (var filter = new JobFilter(Together, Owner: owner); ;)
        {
            var page = await jobs.ListAsync(filter, cancellation);
            var recent = page.Jobs.TakeWhile(job => job.CreatedAt >= since).ToList();
            asked += recent.Where(job => job is not { State: JobState.Canceled, StartedAt: null }).Sum(job => PictureCount.Of(job.Request));
            if (recent.Count < page.Jobs.Count || page.Next is null)
            {
                return asked;
            }

            filter = filter with { Before = page.Next };
        }
    }
}
