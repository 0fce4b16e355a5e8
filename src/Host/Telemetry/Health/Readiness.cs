using Atelier.Host.Configuration;
using Atelier.Host.Serve;
using Atelier.Host.Store;
using Atelier.Host.Worker;

namespace Atelier.Host.Telemetry.Health;

/// <summary>Whether the server can take jobs and make them, and if not, why. Asked by anyone, so an answer holds for a while.</summary>
internal sealed partial class Readiness(
    IWorkers workers, IJobStore jobs, ServerOptions server, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<Readiness> logger)
        : IDisposable
{
    /// <summary>Less free space than this is none: a picture, a thumbnail and the database's log must fit, with some to spare.</summary>
    public const long LeastSpace = 100_000_000;

    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private readonly SemaphoreSlim _one = new(1);
    private (long At, IReadOnlyList<string> Problems)? _last;

    /// <summary>What is wrong, a line each; empty where all is well.</summary>
    public async Task<IReadOnlyList<string>> ProblemsAsync(CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            if (_last is not { } last || time.GetElapsedTime(last.At) >= Freshness)
            {
                var problems = await LookAsync();
                Tell(last: _last?.Problems ?? [], now: problems);
                _last = last = (time.GetTimestamp(), problems);
            }

            return last.Problems;
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private async Task<IReadOnlyList<string>> LookAsync() =>
        lifetime.ApplicationStopping.IsCancellationRequested
            ? ["the server is stopping"]
            : [.. Worker(), .. Folder(), .. await DatabaseAsync()];

    private IEnumerable<string> Worker()
    {
        if (workers.Inventory is null)
        {
            yield return "no worker has started yet";
        }
        else if (workers.Status.Count > 0 && workers.Status.All(worker => worker.State == "stopped"))
        {
            yield return $"every worker has stopped: {workers.Status[0].LastExit}";
        }
    }

    private IEnumerable<string> Folder()
    {
        string? problem = null;
        try
        {
            var free = new DriveInfo(server.Data).AvailableFreeSpace;
            if (free < LeastSpace)
            {
                problem = $"only {free / 1_000_000} MB are free for {server.Data}; {SizeText.Of(LeastSpace)} is the least";
            }

            using var probe = new FileStream(
                Path.Combine(server.Data, "ready.probe"), FileMode.Create, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
            probe.WriteByte(1);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            problem = $"{server.Data} cannot be written: {exception.Message}";
        }

        return problem is null ? [] : [problem];
    }

    private async Task<IEnumerable<string>> DatabaseAsync()
    {
        try
        {
            using var limit = new CancellationTokenSource(Patience, time);
            await jobs.IsPausedAsync(limit.Token).WaitAsync(limit.Token);
            return [];
        }
        catch (Exception exception)
        {
            return [$"the database does not answer: {exception.Message}"];
        }
    }

    private void Tell(IReadOnlyList<string> last, IReadOnlyList<string> now)
    {
        if (now.Count > 0 && !now.SequenceEqual(last))
        {
            NotReady(string.Join("; ", now));
        }
        else if (now.Count == 0 && last.Count > 0)
        {
            Ready();
        }
    }

    [LoggerMessage(LogLevel.Warning, "Not ready: {Problems}")]
    private partial void NotReady(string problems);

    [LoggerMessage(LogLevel.Information, "Ready again")]
    private partial void Ready();
}
