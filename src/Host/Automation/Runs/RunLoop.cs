using Atelier.Host.Serve;
using Atelier.Jobs;

namespace Atelier.Host.Automation.Runs;

/// <summary>
/// Runs what waits, so many at once. What a server that was killed left running begins again where it may: its id is the same, and so are
/// the keys of the jobs that it asks for, so what is made is not made twice.
/// </summary>
internal sealed partial class RunLoop(
    IRunStore store, Runners runners, RunExecution execution, AutomationOptions options, ServerOptions server, RunSignal signal,
    TimeProvider time,
    ILogger<RunLoop> logger) : BackgroundService
{
    private const int MostAttempts = 3;

    // Runs may have a time before which they do not start.
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var late = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        await using var stopping = stoppingToken.Register(() => late.CancelAfter(server.Grace));
        var running = new List<Task>();
        var hasRecovered = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            var changed = signal.Next;
            running.RemoveAll(task => task.IsCompleted);
            try
            {
                if (!hasRecovered)
                {
                    await store.RecoverAsync(Left, stoppingToken);
                    hasRecovered = true;
                    signal.Raise();
                }

                while (running.Count < options.Runs && await store.BeginNextAsync(stoppingToken) is { } run)
                {
                    running.Add(RunAsync(run, stoppingToken, late.Token));
                }
            }
            catch (QueueRefusedException exception)
            {
                Failed(exception.Message);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }

            using var look = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
            await Task.WhenAny([changed, Task.Delay(Look, time, look.Token), .. running]);
            await look.CancelAsync();
        }

        await Task.WhenAll(running);
    }

    private async Task RunAsync(Run run, CancellationToken stopping, CancellationToken late)
    {
        try
        {
            // Some runners do much before they first wait.
            await Task.Run(() => execution.RunAsync(run, stopping, late), CancellationToken.None);
        }
        catch (QueueRefusedException exception)
        {
            Failed(exception.Message);
        }
    }

    private RunOutcome? Left(Run run) => runners.Find(run.Target.Kind) is not { MayBeginAgain: true }
        ? RunOutcome.Failed("interrupted", $"the server ended while it ran; a {run.Target.Kind} does not begin again by itself")
        : run.Attempts >= MostAttempts ? RunOutcome.Failed("interrupted", $"the server ended while it ran, {run.Attempts} times")
        : null;

    [LoggerMessage(LogLevel.Warning, "Runs could not be looked at, and will be again: {Reason}")]
    private partial void Failed(string reason);
}
