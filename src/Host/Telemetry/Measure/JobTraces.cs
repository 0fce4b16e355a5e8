using System.Collections.Concurrent;
using System.Diagnostics;
using Atelier.Jobs;

namespace Atelier.Host.Telemetry.Measure;

/// <summary>
/// A job as spans of the trace of the request that brought it: the whole, its wait and its run. They are written when it is over, from the
/// times of its row, so that nothing of it has to cross into the worker. A job that outlives the server is a trace of its own.
/// </summary>
internal sealed class JobTraces : IDisposable
{
    public const string SourceName = "Atelier";

    // Contexts of jobs that never end are not worth memory.
    private const int MostKept = 100_000;
    private readonly ActivitySource _source = new(SourceName);
    private readonly ConcurrentDictionary<string, ActivityContext> _requests = new();

    /// <summary>A job was accepted, on behalf of what runs now.</summary>
    public void Accepted(string jobId)
    {
        if (_source.HasListeners() && Activity.Current is { } request && _requests.Count < MostKept)
        {
            _requests[jobId] = request.Context;
        }
    }

    public void Ended(Job job)
    {
        var parent = _requests.TryRemove(job.Id, out var request) ? request : default;
        if (!_source.HasListeners() || job.EndedAt is not { } end)
        {
            return;
        }

        using var whole = Span("job", parent, job.CreatedAt, end);
        if (whole is null)
        {
            return;
        }

        whole.SetTag("atelier.job.id", job.Id).SetTag("atelier.job.state", job.State.ToString().ToLowerInvariant())
            .SetTag("atelier.job.model", job.Request.Model);
        if (job.Error is { } error)
        {
            whole.SetStatus(ActivityStatusCode.Error, error.Code);
        }

        Span("wait", whole.Context, job.CreatedAt, job.StartedAt ?? end)?.Dispose();
        if (job.StartedAt is { } start)
        {
            Span("run", whole.Context, start, end)?.Dispose();
        }
    }

    public void Dispose() => _source.Dispose();

    private Activity? Span(string name, ActivityContext parent, DateTimeOffset start, DateTimeOffset end) =>
        _source.StartActivity(name, ActivityKind.Internal, parent, startTime: start)?.SetEndTime(end.UtcDateTime);
}
