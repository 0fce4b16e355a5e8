using Atelier.Host.Store;

namespace Atelier.Host.Telemetry.Measure;

/// <summary>Counts the queue from time to time, for the meter.</summary>
internal sealed partial class QueueCounter(IJobStore store, AtelierMeter meter, TimeProvider time, ILogger<QueueCounter> logger)
    : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, time);
        do
        {
            try
            {
                meter.Queue = await store.CountAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                CannotCount(exception);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(LogLevel.Warning, "The queue could not be counted")]
    private partial void CannotCount(Exception exception);
}
