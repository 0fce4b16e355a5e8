using System.Runtime.CompilerServices;
using Atelier.Generation;
using Atelier.Host.Notify;
using Atelier.Host.Serve;
using Atelier.Host.Store;
using Atelier.Host.Telemetry.Measure;
using Atelier.Host.Texts;
using Atelier.Host.Worker;
using Atelier.Jobs;

namespace Atelier.Host.Queue;

/// <summary>The one door in. What it accepts is complete, and on the disk.</summary>
internal sealed class GenerationQueue(
    IJobStore store, IWorkers workers, IEventFeed feed, JobSignal signal, RequestCompletion completion, JobTraces traces, Ulids ids,
    ServerOptions server,
    IHostApplicationLifetime lifetime) : IGenerationQueue
{
    private const int LongestKey = 200;
    private const int LongestOwner = 200;
    private const int MostPriority = 10;

    public async Task<Job> EnqueueAsync(JobSubmission submission, CancellationToken cancellation = default)
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            throw new QueueRefusedException(QueueRefusal.ShuttingDown, "the server is shutting down; try again when it is back");
        }

        Check(submission);
        var request = await CompleteAsync(submission.Request, cancellation);
        var job = await store.AddAsync(
            new NewJob(
                ids.Next(), submission.Owner, submission.Source, request, submission.Priority, submission.IdempotencyKey,
                StoredRequest.Fingerprint(submission.Request),
                new WaitingLimits(server.WaitingTotal, submission.WaitingLimit ?? server.WaitingPerOwner)),
            cancellation);
        traces.Accepted(job.Id);
        signal.Raise();
        workers.Wake();
        return job;
    }

    public Task<Job?> FindAsync(string id, CancellationToken cancellation = default) => store.FindAsync(id, cancellation);

    public async Task<Job?> CancelAsync(string id, CancellationToken cancellation = default)
    {
        var job = await store.CancelAsync(id, cancellation);
        if (job is { State: JobState.Running })
        {
            workers.Interrupt(id, Interruption.Cancel);
        }

        signal.Raise();
        return job;
    }

    public async IAsyncEnumerable<JobUpdate> WatchAsync(string id, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        // Before the job is read, so that nothing that happens to it after that is missed.
        var now = await store.LastEventAsync(cancellation);
        if (await store.FindAsync(id, cancellation) is not { } job)
        {
            yield break;
        }

        yield return new JobUpdate(job);
        if (job.IsOver)
        {
            yield break;
        }

        await foreach (var item in feed.ListenAsync(now, cancellation))
        {
            if (item is FeedItem.JobMoved moved && moved.JobId == id)
            {
                yield return new JobUpdate(job, moved.Progress);
            }
            else if (item is FeedItem.JobEvent happened && happened.Event.JobId == id)
            {
                if (await store.FindAsync(id, cancellation) is not { } changed)
                {
                    yield break;
                }

                yield return new JobUpdate(job = changed);
                if (job.IsOver)
                {
                    yield break;
                }
            }
        }
    }

    private async Task<GenerationRequest> CompleteAsync(GenerationRequest request, CancellationToken cancellation)
    {
        try
        {
            return await completion.CompleteAsync(request, cancellation);
        }
        catch (WorkerUnavailableException exception)
        {
            throw new QueueRefusedException(QueueRefusal.Unavailable, exception.Message);
        }
    }

    private static void Check(JobSubmission submission)
    {
        if (submission.Priority is < -MostPriority or > MostPriority)
        {
            throw new RequestException(
                "priority", $"{submission.Priority} is not possible; it must be from −{MostPriority} to {MostPriority}");
        }

        CheckText("idempotencyKey", submission.IdempotencyKey, LongestKey);
        CheckText("owner", submission.Owner, LongestOwner);
    }

    private static void CheckText(string field, string? text, int longest)
    {
        if (text is not null && (text.Length == 0 || text.Length > longest || text.Any(char.IsControl)))
        {
            throw new RequestException(field, $"{OneLine.Quoted(text)} is not possible; it must be 1 to {longest} characters on one line");
        }
    }
}
