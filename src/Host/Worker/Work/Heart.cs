using Atelier.Host.Store;

namespace Atelier.Host.Worker.Work;

/// <summary>
/// Says at an even pace that a job is still held. On a thread of its own: a step that takes minutes, and a thread pool that is full, do not
/// stop it.
/// </summary>
internal sealed partial class Heart : IDisposable
{
    private readonly IJobStore _store;
    private readonly JobRun _run;
    private readonly TimeSpan _pace;
    private readonly ILogger _logger;
    private readonly ManualResetEventSlim _stopped = new();
    private readonly Thread _thread;

    public Heart(IJobStore store, JobRun run, TimeSpan pace, ILogger logger)
    {
        _store = store;
        _run = run;
        _pace = pace;
        _logger = logger;
        _thread = new Thread(Beat) { IsBackground = true, Name = "heartbeat" };
        _thread.Start();
    }

    public void Dispose()
    {
        _stopped.Set();
        _thread.Join();
        _stopped.Dispose();
    }

    private void Beat()
    {
        while (!_stopped.Wait(_pace) && !_run.IsLost)
        {
            try
            {
                _run.Learn(_store.HeartbeatAsync(_run.Lease, CancellationToken.None).GetAwaiter().GetResult());
            }
            catch (Exception exception)
            {
                // The next one may come through; if none does, the lease runs out and the result is refused.
                Missed(exception, _run.Lease.JobId);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "The heartbeat of job {JobId} could not be written")]
    private partial void Missed(Exception exception, string jobId);
}
