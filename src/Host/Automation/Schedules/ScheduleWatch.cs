using Atelier.Host.Automation.Runs;
using Atelier.Jobs;

namespace Atelier.Host.Automation.Schedules;

/// <summary>
/// Begins with what fell due while the server was down, and then looks every few seconds whether something is overdue, and whether what is
/// to be ready by a time is ready.
/// </summary>
internal sealed class ScheduleWatch(
    ScheduleKeeper keeper, IScheduleStore store, IRunStore runs, AutomationOptions options, TimeProvider time,
    ILogger<ScheduleWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>Looks once whether those with a deadline are ready.</summary>
    public async Task WatchDeadlinesAsync(CancellationToken cancellation)
    {
        foreach (var (id, entry) in await store.WatchedAsync(cancellation))
        {
            var run = await runs.FindAsync(entry.RunId!, cancellation);
            var now = time.GetUtcNow();
            if (run is { IsOver: false } && now <= entry.Due)
            {
                continue;
            }

            var isReady = run is { State: JobState.Succeeded } && run.EndedAt <= entry.Due;
            var late = (run is { State: JobState.Succeeded } ? run.EndedAt!.Value : now) - entry.Due!.Value;
            var told = !isReady && await store.FindAsync(id, cancellation) is { } schedule
                ? ScheduleEvent.Late(schedule, entry, FireReasons.Deadline, late < TimeSpan.Zero ? TimeSpan.Zero : late)
                : null;
            await store.EndWatchAsync(entry.Id, told, cancellation);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var (isFirst, swept) = (true, time.GetTimestamp());
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await keeper.WakeOverdueAsync(isFirst, stoppingToken);
                isFirst = false;
                await WatchDeadlinesAsync(stoppingToken);
                if (options.KeepRuns is { } age && time.GetElapsedTime(swept) >= Hour)
                {
                    await store.RemoveHistoryAsync(time.GetUtcNow() - age, stoppingToken);
                    swept = time.GetTimestamp();
                }
            }
            catch (QueueRefusedException exception)
            {
                ScheduleLog.Failed(logger, exception.Message);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }

            await Task.Delay(Look, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
