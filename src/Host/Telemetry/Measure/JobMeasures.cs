using Atelier.Host.Notify;
using Atelier.Host.Store;
using Atelier.Jobs;

namespace Atelier.Host.Telemetry.Measure;

/// <summary>Listens to what happens to jobs, and measures it. What it misses while the server is down is not measured.</summary>
internal sealed partial class JobMeasures(
    IEventFeed feed, IJobStore store, AtelierMeter meter, JobTraces traces, TimeProvider time, ILogger<JobMeasures> logger)
        : BackgroundService
{
    private readonly Dictionary<string, Running> _running = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var item in feed.ListenAsync(null, stoppingToken))
        {
            try
            {
                await TakeAsync(item, stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                Missed(exception);
            }
        }
    }

    public async Task TakeAsync(FeedItem item, CancellationToken cancellation)
    {
        if (item is FeedItem.JobMoved moved)
        {
            Move(moved.JobId, moved.Progress);
        }
        else if (item is FeedItem.JobEvent { Event: { Type: not "job.waiting" } stored }
            && await store.FindAsync(stored.JobId, cancellation) is { } job)
        {
            Change(job);
        }
    }

    private void Move(string jobId, JobProgress progress)
    {
        if (!_running.TryGetValue(jobId, out var running))
        {
            _running[jobId] = new Running(progress.Stage, time.GetTimestamp(), progress.StepsPerSecond);
            return;
        }

        if (running.Stage != progress.Stage)
        {
            meter.Stage(running.Stage, time.GetElapsedTime(running.Since));
            running = running with { Stage = progress.Stage, Since = time.GetTimestamp() };
        }

        _running[jobId] = running with { StepsPerSecond = progress.StepsPerSecond > 0 ? progress.StepsPerSecond : running.StepsPerSecond };
    }

    private void Change(Job job)
    {
        if (job is { State: JobState.Running, StartedAt: { } started, Attempts: 1 })
        {
            meter.Started(started - job.CreatedAt);
        }
        else if (job.IsOver)
        {
            meter.Ended(job.State.ToString().ToLowerInvariant(), job.Request.Model ?? "", job.EndedAt - job.StartedAt);
            traces.Ended(job);
            if (_running.Remove(job.Id, out var last))
            {
                meter.Stage(last.Stage, time.GetElapsedTime(last.Since));
                if (last.StepsPerSecond > 0)
                {
                    meter.Steps(last.StepsPerSecond);
                }
            }
        }
        else if (job.State == JobState.Waiting)
        {
            _running.Remove(job.Id);
        }
    }

    [LoggerMessage(LogLevel.Warning, "A job's change could not be measured")]
    private partial void Missed(Exception exception);

    private sealed record Running(string Stage, long Since, double StepsPerSecond);
}
