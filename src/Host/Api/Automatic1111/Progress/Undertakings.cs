using System.Collections.Concurrent;
using Atelier.Jobs;

namespace Atelier.Host.Api.Automatic1111.Progress;

/// <summary>
/// Which of a script's jobs is made, so that its progress is shown as one. Each caller's last: AUTOMATIC1111 has one at a time.
/// </summary>
internal sealed class Undertakings
{
    private readonly ConcurrentDictionary<string, Part> _parts = [];

    /// <param name="job">The job that is made now.</param>
    /// <param name="done">Jobs before it.</param>
    /// <param name="of">Jobs in all.</param>
    public void Begin(Job job, int done, int of) => _parts[job.Owner] = new Part(job.Id, done, of);

    /// <summary>How far all of it is.</summary>
    public Standing Whole(Job job, Standing standing) => _parts.TryGetValue(job.Owner, out var part) && part.JobId == job.Id
        ? standing with { Batch = standing.Batch + (part.Done * standing.Batches), Batches = standing.Batches * part.Of }
        : standing;

    private sealed record Part(string JobId, int Done, int Of);
}
