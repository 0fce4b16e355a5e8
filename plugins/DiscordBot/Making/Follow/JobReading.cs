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
        while (true)
        {
            try
            {
                await foreach (var update in host.Queue.WatchAsync(jobId, stop))
                {
                    _newest = _newest?.With(update) ?? new JobSight(update.Job, update.Progress, update.Progress?.Preview);
                    _first.TrySetResult();
                    if (update.Job.IsOver)
                    {
                        return update.Job;
                    }
                }

                if (await host.Queue.FindAsync(jobId, stop) is not { IsOver: false })
                {
                    return await host.Queue.FindAsync(jobId, stop);
                }
            }
            catch (Exception exception) when (!stop.IsCancellationRequested)
            {
                host.Log(FrontEndLogLevel.Warning, $"job {jobId} cannot be watched for the moment: {exception.GetType().Name}: {exception.Message}");
            }

            await Task.Delay(Wait, host.Time, stop);
        }
    }
}
