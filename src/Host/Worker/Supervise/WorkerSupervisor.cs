using Atelier.Host.Configuration;
using Atelier.Host.Serve;
using Atelier.Host.Store;
using Atelier.Host.Worker.Link;

namespace Atelier.Host.Worker.Supervise;

/// <summary>Keeps a worker running: starts it, hears it, ends it when it hangs, clears up after it, starts the next.</summary>
internal sealed partial class WorkerSupervisor(
    IWorkerLauncher launcher, Workers workers, Quarantine quarantine, IJobStore store, WorkerLocks locks, Ulids ids, AtelierOptions options,
    ServerOptions server,
    TimeProvider time, ILoggerFactory logs, ILogger<WorkerSupervisor> logger) : BackgroundService
{
    // What the worker may take beyond its grace to end; the server waits a little longer.
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan Glance = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ShortestWait = TimeSpan.FromSeconds(0.2);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await ClearUpAsync(lease => locks.IsGone(lease.Worker), "the server ended under it", isEngineFault: false);
        var backoff = new Backoff(ShortestWait, LongestWait);
        while (!stoppingToken.IsCancellationRequested)
        {
            var began = time.GetTimestamp();
            try
            {
                await RunOneAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                CannotStart(exception);
            }

            if (!stoppingToken.IsCancellationRequested)
            {
                await Task.Delay(backoff.Next(time.GetElapsedTime(began)), time, stoppingToken)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task RunOneAsync(CancellationToken stopping)
    {
        await using var process = await launcher.LaunchAsync(stopping);
        var connection = new WorkerConnection(ids.Next(), process, time);
        workers.Begin(connection);
        connection.Post(new LinkMessage.Start(connection.Id, options, quarantine.SetAside));
        using var ended = new CancellationTokenSource();
        var watching = WatchAsync(connection, stopping, ended.Token);
        await foreach (var message in process.Link.ReadAsync(CancellationToken.None))
        {
            if (message is LinkMessage.Said said)
            {
                logs.CreateLogger(said.Category).Log(said.Level, "{Message}", said.Message);
            }

            workers.Hear(connection, message);
        }

        // Its end of the link closes before it has ended, and it may wait for ours.
        await process.Link.DisposeAsync();
        var exit = await EndOfAsync(process);
        await ended.CancelAsync();
        exit = await watching is { } hung ? exit with { Reason = hung, Detail = $"{hung}; {exit.Detail}", IsClean = false } : exit;
        await AfterAsync(connection, exit, stopping.IsCancellationRequested);
    }

    /// <summary>Ends a worker that hangs, and one that takes too long to end.</summary>
    /// <returns>Why it had to be ended; null where it ended by itself.</returns>
    private async Task<string?> WatchAsync(WorkerConnection connection, CancellationToken stopping, CancellationToken ended)
    {
        var glance = server.StepTimeout / 4 < Glance ? server.StepTimeout / 4 : Glance;
        long? drainedAt = null;
        while (!ended.IsCancellationRequested)
        {
            if (drainedAt is null && stopping.IsCancellationRequested)
            {
                drainedAt = time.GetTimestamp();
                connection.Post(new LinkMessage.Drain());
            }

            var isLate = drainedAt is { } since && time.GetElapsedTime(since) > server.Grace + Margin;
            if (isLate || connection.Silence > server.StepTimeout)
            {
                connection.Process.Kill();
                return isLate
                    ? "the engine did not end when it was asked to"
                    : $"the engine hung: no progress in {server.StepTimeout.TotalSeconds:0} s";
            }

            using var soon = CancellationTokenSource.CreateLinkedTokenSource(ended, drainedAt is null ? stopping : CancellationToken.None);
            await Task.Delay(glance, time, soon.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return null;
    }

    private static async Task<WorkerExit> EndOfAsync(IWorkerProcess process)
    {
        if (await Task.WhenAny(process.Ended, Task.Delay(Margin)) != process.Ended)
        {
            process.Kill();
        }

        return await process.Ended;
    }

    private async Task AfterAsync(WorkerConnection connection, WorkerExit exit, bool stopping)
    {
        await ClearUpAsync(lease => lease.Worker == connection.Id, exit.Reason, exit.IsEngineFault);
        if (!stopping)
        {
            Ended(exit.Detail);
        }

        workers.End(connection, exit, stopping);
    }

    // At once, instead of when the leases have run out; if this fails, they will.
    private async Task ClearUpAsync(Func<Lease, bool> isGone, string reason, bool isEngineFault)
    {
        try
        {
            foreach (var job in (await store.RunningAsync(CancellationToken.None)).Where(job => isGone(job.Lease)))
            {
                if (isEngineFault && quarantine.Crashed(job.Model, reason))
                {
                    SetAside(job.Model, reason);
                }

                await store.ExpireAsync(job.Lease, reason, server.Attempts, CancellationToken.None);
            }
        }
        catch (Exception exception)
        {
            CannotClearUp(exception);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The worker ended and is started again: {Detail}")]
    private partial void Ended(string detail);

    [LoggerMessage(LogLevel.Error, "The worker could not be started")]
    private partial void CannotStart(Exception exception);

    [LoggerMessage(LogLevel.Error, "The model {Model} is set aside: {Reason}")]
    private partial void SetAside(string model, string reason);

    [LoggerMessage(LogLevel.Error, "Jobs of a worker that is gone could not be taken from it; that happens when their leases have run out")]
    private partial void CannotClearUp(Exception exception);
}
