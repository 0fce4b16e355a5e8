using System.Runtime.CompilerServices;
using Atelier.Jobs;

namespace Atelier.Host.Api.Synchronous;

/// <summary>Lets a caller wait for a job. A caller who goes away takes the job along.</summary>
internal sealed class JobRunner(IGenerationQueue queue)
{
    /// <summary>Queues a job and tells what happens to it, beginning with its acceptance.</summary>
    /// <param name="submission">What to make.</param>
    /// <param name="gone">The caller went away: the job is cancelled.</param>
    public async IAsyncEnumerable<JobUpdate> RunAsync(JobSubmission submission, [EnumeratorCancellation] CancellationToken gone)
    {
        // Not given up half-way: a job that was accepted without anybody knowing its id could not be cancelled.
        var job = await queue.EnqueueAsync(submission, CancellationToken.None);
        var told = false;
        try
        {
            yield return new JobUpdate(job);
            await foreach (var update in queue.WatchAsync(job.Id, gone))
            {
                yield return update;
            }

            told = true;
        }
        finally
        {
            if (!told)
            {
                await queue.CancelAsync(job.Id, CancellationToken.None);
            }
        }
    }

    /// <summary>Queues a job and waits until it is over.</summary>
    /// <param name="submission">What to make.</param>
    /// <param name="accepted">Is told the job once it is accepted.</param>
    /// <param name="gone">The caller went away: the job is cancelled.</param>
    /// <exception cref="QueueRefusedException">It was not accepted, or the server shuts down before it is over.</exception>
    public async Task<Job> FinishAsync(JobSubmission submission, Action<Job>? accepted, CancellationToken gone)
    {
        Job? last = null;
        await foreach (var update in RunAsync(submission, gone))
        {
            if (last is null)
            {
                accepted?.Invoke(update.Job);
            }

            last = update.Job;
        }

        gone.ThrowIfCancellationRequested();
        return last is { IsOver: true }
            ? last
            : throw new QueueRefusedException(
                QueueRefusal.ShuttingDown, "the server is shutting down; the job is kept and made when it is back");
    }
}
