using Atelier.Host.Notify;
using Atelier.Host.Serve;
using Atelier.Host.Store;
using Atelier.Jobs;

namespace Atelier.Host.Queue;

/// <summary>
/// Takes jobs from workers that have fallen silent. It watches whether a job's count of heartbeats grows, by its own monotonic clock: a
/// wall clock that jumps, on this machine or another, ends no lease. Workers whose end is seen lose their jobs at once, elsewhere.
/// </summary>
internal sealed partial class LeaseSweeper(
    IJobStore store, JobSignal signal, ServerOptions server, TimeProvider time, ILogger<LeaseSweeper> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private Dictionary<Lease, (long Heartbeats, long Since)> _seen = [];

    /// <summary>Looks once.</summary>
    public async Task SweepAsync(CancellationToken cancellation)
    {
        var now = time.GetTimestamp();
        var seen = new Dictionary<Lease, (long Heartbeats, long Since)>();
        foreach (var job in await store.RunningAsync(cancellation))
        {
            var since = _seen.TryGetValue(job.Lease, out var last) && last.Heartbeats == job.Heartbeats ? last.Since : now;
            if (time.GetElapsedTime(since, now) < server.Lease)
            {
                seen[job.Lease] = (job.Heartbeats, since);
            }
            else if (await store.ExpireAsync(job.Lease, "the engine fell silent", server.Attempts, cancellation))
            {
                Silent(job.Lease.JobId, job.Lease.Worker, server.Lease);
                signal.Raise();
            }
        }

        _seen = seen;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await SweepAsync(stoppingToken);
            }
            catch (QueueRefusedException exception)
            {
                Failed(exception.Message);
            }

            await Task.Delay(Interval, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Job {Job} was taken from worker {Worker}, which has been silent for {Lease}")]
    private partial void Silent(string job, string worker, TimeSpan lease);

    [LoggerMessage(LogLevel.Warning, "Leases could not be looked at, and will be again: {Reason}")]
    private partial void Failed(string reason);
}
