using Atelier.Host.Plugins.Live;
using Atelier.Host.Store;
using Atelier.Host.Worker.Link;
using Atelier.Jobs;

namespace Atelier.Host.Worker.Work;

/// <summary>From a leased job to its end in the store.</summary>
internal sealed partial class JobWorker(
    IJobStore store, ResultFiles results, LivePlugins plugins, Pipelines pipelines, JobErrors errors, Onlookers onlookers, ILink link,
    TimeSpan heartbeat, TimeProvider time,
    ILogger<JobWorker> logger)
{
    private static readonly TimeSpan StorePause = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Makes a job's pictures and ends it. The pictures' files come as they are done; the job names them all at once, or none.
    /// </summary>
    /// <param name="setAside">Models that crashed the engine, with the reasons.</param>
    public async Task RunAsync(JobRun run, IReadOnlyDictionary<string, string> setAside)
    {
        link.Post(new LinkMessage.Took(run.Lease.JobId));
        string? worked = null;
        using (new Heart(store, run, heartbeat, logger))
        {
            try
            {
                if (run.Leased.Job.Request.Model is { } model && setAside.TryGetValue(model, out var reason))
                {
                    await EndAsync(run, () => store.FailAsync(run.Lease, SetAside(model, reason), CancellationToken.None));
                    return;
                }

                var pictures = await MakeAsync(run);
                worked = run.Leased.Job.Request.Model;
                await EndAsync(run, () => SucceedAsync(run, pictures));
            }
            catch (OperationCanceledException) when (run.Token.IsCancellationRequested)
            {
                await EndEarlyAsync(run);
            }
            catch (Exception exception)
            {
                var error = errors.Of(exception);
                Failed(exception, run.Lease.JobId, error.Code);
                await EndAsync(run, () => store.FailAsync(run.Lease, error, CancellationToken.None));
            }
            finally
            {
                link.Post(new LinkMessage.Settled(run.Lease.JobId, worked));
            }
        }
    }

    private async Task<IReadOnlyList<NewPicture>> MakeAsync(JobRun run)
    {
        using var parts = plugins.Use();
        var timed = new TimedParts(parts, time, (sampler, spent) => link.Post(new LinkMessage.Sampled(sampler, spent)));
        var pipeline = pipelines.Create(timed, parts.Versions);
        var observer = new JobObserver(run.Lease.JobId, link, pipeline, onlookers, time, run.Token);
        var kept = new List<NewPicture>();
        foreach (var picture in pipeline.Generate(run.Leased.Job.Request, observer, run.Token, run.NextBatch))
        {
            kept.Add(await results.KeepAsync(picture, run.Token));
        }

        run.Token.ThrowIfCancellationRequested();
        return kept;
    }

    private async Task<bool> SucceedAsync(JobRun run, IReadOnlyList<NewPicture> pictures)
    {
        if (pictures.Count > 0)
        {
            return await store.SucceedAsync(run.Lease, pictures, CancellationToken.None);
        }

        // Every batch was skipped, or it was stopped before one was done: there is nothing to keep.
        await store.CancelAsync(run.Lease.JobId, CancellationToken.None);
        return await store.EndCanceledAsync(run.Lease, CancellationToken.None);
    }

    private Task EndEarlyAsync(JobRun run) =>
        run.IsLost ? Task.CompletedTask
        : run.IsCanceled ? EndAsync(run, () => store.EndCanceledAsync(run.Lease, CancellationToken.None))
        : EndAsync(run, () => store.ReleaseAsync(run.Lease, CancellationToken.None));

    // A store that is busy, or a disk that is full, may recover; when it does not, the lease runs out and the job is tried again.
    private async Task EndAsync(JobRun run, Func<Task<bool>> end)
    {
        const int attempts = 5;
        for (var attempt = 1; !run.IsLost; attempt++)
        {
            try
            {
                if (!await end())
                {
                    Lost(run.Lease.JobId);
                }

                return;
            }
            catch (Exception exception) when (attempt < attempts)
            {
                CannotEnd(exception, run.Lease.JobId, attempt);
                await Task.Delay(StorePause * attempt, time);
            }
            catch (Exception exception)
            {
                GaveUp(exception, run.Lease.JobId);
                return;
            }
        }

        Lost(run.Lease.JobId);
    }

    private static JobError SetAside(string model, string reason) => new(
        "model_failed", $"the model {model} is set aside: {reason}; an operator can take it up again by loading it");

    [LoggerMessage(LogLevel.Warning, "Job {JobId} failed: {Code}")]
    private partial void Failed(Exception exception, string jobId, string code);

    [LoggerMessage(LogLevel.Warning, "Job {JobId} is somebody else's by now; what was made of it is thrown away")]
    private partial void Lost(string jobId);

    [LoggerMessage(LogLevel.Warning, "The end of job {JobId} could not be written, attempt {Attempt}")]
    private partial void CannotEnd(Exception exception, string jobId, int attempt);

    [LoggerMessage(LogLevel.Error, "The end of job {JobId} could not be written; it will be tried again when its lease has run out")]
    private partial void GaveUp(Exception exception, string jobId);
}
