using Atelier.Host.Store;

namespace Atelier.Host.Worker.Work;

/// <summary>Takes job after job from the store, one at a time, until it is told to stop.</summary>
/// <param name="worker">The worker's id.</param>
/// <param name="run">Makes a job and ends it.</param>
/// <param name="idle">Called now and then while there is nothing to do.</param>
internal sealed partial class WorkLoop(
    IJobStore store, string worker, Func<JobRun, Task> run, Action idle, TimeProvider time, ILogger<WorkLoop> logger) : IDisposable
{
    private const int MostEarly = 1000;

    // A wake-up may be lost with the server that meant to send it.
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim _wake = new(0);
    private readonly Dictionary<string, Interruption> _early = [];
    private readonly Lock _lock = new();
    private JobRun? _current;

    /// <summary>There may be a job.</summary>
    public void Wake()
    {
        if (_wake.CurrentCount == 0)
        {
            _wake.Release();
        }
    }

    /// <summary>As <see cref="IWorkers.Interrupt"/>.</summary>
    public void Interrupt(string jobId, Interruption interruption)
    {
        lock (_lock)
        {
            if (_current?.Lease.JobId == jobId)
            {
                End(_current, interruption);
            }
            else if (interruption != Interruption.Skip && _early.Count < MostEarly)
            {
                // It was leased, and is not begun.
                _early[jobId] = interruption;
            }
        }
    }

    /// <param name="draining">Takes no further job.</param>
    /// <param name="stopping">Hands the job back that is being made.</param>
    public async Task RunAsync(CancellationToken draining, CancellationToken stopping)
    {
        while (!draining.IsCancellationRequested)
        {
            try
            {
                if (await store.LeaseAsync(worker, CancellationToken.None) is { } job)
                {
                    await RunAsync(job, stopping);
                }
                else
                {
                    idle();
                    await ((Task)_wake.WaitAsync(Poll, draining)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                }
            }
            catch (Exception exception)
            {
                CannotLease(exception);
                await Task.Delay(Poll, time, draining).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    public void Dispose() => _wake.Dispose();

    private static void End(JobRun run, Interruption interruption)
    {
        switch (interruption)
        {
            case Interruption.Cancel:
                run.Cancel();
                break;
            case Interruption.Skip:
                run.Skip();
                break;
            case Interruption.Stop:
                run.Stop();
                break;
        }
    }

    private async Task RunAsync(LeasedJob job, CancellationToken stopping)
    {
        using var taken = new JobRun(job, stopping);
        lock (_lock)
        {
            _current = taken;
            if (_early.Remove(job.Lease.JobId, out var interruption))
            {
                End(taken, interruption);
            }
        }

        try
        {
            await Task.Run(() => run(taken), CancellationToken.None);
        }
        finally
        {
            lock (_lock)
            {
                _current = null;
            }
        }
    }

    [LoggerMessage(LogLevel.Error, "No job could be leased")]
    private partial void CannotLease(Exception exception);
}
