using Atelier.FrontEnds;
using Atelier.Jobs;

namespace Atelier.DiscordBot.Making.Follow;

/// <summary>Reads what happens to a job, as fast as it happens; who shows it looks at the newest whenever it may.</summary>
internal sealed class JobReading(IFrontEndHost host, string jobId)
{
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(5);

    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile JobSight? _newest;

    /// <summary>Null before the first.</summary>
    public JobSight? Newest => _newest;

    /// <summary>Something is known.</summary>
    public Task First => _first.Task;

    /// <returns>The job when it is over; null where the server does not know it.</returns>
    public async Task<Job?> ReadAsync(CancellationToken stop)
    {
        var isWatched = true;
        while (true)
        {
            try
            {
                await foreach (var update in host.Queue.WatchAsync(jobId, stop))
                {
                    isWatched = true;
                    _newest = _newest?.With(update) ?? new JobSight(update.Job, update.Progress, update.Progress?.Preview);
                    _first.TrySetResult();
                    if (update.Job.IsOver)
                    {
                        return update.Job;
                    }
                }

                var job = await host.Queue.FindAsync(jobId, stop);
                if (job is null or { IsOver: true })
                {
                    return job;
                }
            }
            catch (Exception exception) when (!stop.IsCancellationRequested)
            {
                // Once in a row, not every few seconds.
                var level = isWatched ? FrontEndLogLevel.Warning : FrontEndLogLevel.Debug;
                isWatched = false;
                host.Log(level, $"job {jobId} cannot be watched for the moment: {Faults.Of(exception)}");
            }

            await Task.Delay(Wait, host.Time, stop);
        }
    }
}
