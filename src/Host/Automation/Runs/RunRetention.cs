using Atelier.Jobs;

namespace Atelier.Host.Automation.Runs;

/// <summary>Removes the records of old runs.</summary>
internal sealed partial class RunRetention(IRunStore store, AutomationOptions options, TimeProvider time, ILogger<RunRetention> logger)
    : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (options.KeepRuns is { } age && !stoppingToken.IsCancellationRequested)
        {
            try
            {
                await store.RemoveEndedAsync(time.GetUtcNow() - age, stoppingToken);
            }
            catch (QueueRefusedException exception)
            {
                Failed(exception.Message);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }

            await Task.Delay(Interval, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Old runs could not be removed, and will be tried again: {Reason}")]
    private partial void Failed(string reason);
}
