using System.Collections.Concurrent;
using Atelier.Jobs;

namespace Atelier.Host.Api.Automatic1111.Progress;

/// <summary>What callers asked to end early, as progress shows it. Each caller's last: AUTOMATIC1111 has one job at a time.</summary>
internal sealed class EarlyEnds
{
    private readonly ConcurrentDictionary<string, Asked> _asked = [];

    /// <summary>The caller wants no more of a job.</summary>
    public void Interrupt(Job job) => _asked[job.Owner] = new Asked(job.Id, true, null);

    /// <summary>The caller does not want this batch of a job.</summary>
    public void Skip(Job job, int batch) => _asked[job.Owner] = new Asked(job.Id, IsInterrupted(job), batch);

    public bool IsInterrupted(Job job) => Of(job) is { Interrupted: true };

    public bool IsSkipped(Job job, int batch) => Of(job)?.SkippedBatch == batch;

    private Asked? Of(Job job) => _asked.TryGetValue(job.Owner, out var asked) && asked.JobId == job.Id ? asked : null;

    private sealed record Asked(string JobId, bool Interrupted, int? SkippedBatch);
}
