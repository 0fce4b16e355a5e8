using Atelier.Generation;
using Atelier.Host.Api.Automatic1111.Progress;
using Atelier.Host.Api.Synchronous;
using Atelier.Host.Inputs;
using Atelier.Host.Security;
using Atelier.Host.Store;
using Atelier.Host.Worker;
using Atelier.Jobs;

namespace Atelier.Host.Api.Automatic1111.Scripts.Runs;

/// <summary>The jobs of one request, made one after another, and what a worker does to their pictures.</summary>
internal sealed class ScriptJobs(
    JobRunner runner, KeptPictures kept, PictureIntake intake, IWorkers workers, EarlyEnds earlyEnds, Caller caller,
    Action<Job, int> accepted)
{
    private int _made;

    /// <summary>The first of them.</summary>
    public Job? First { get; private set; }

    /// <summary>Whether the caller wants no more.</summary>
    public bool IsInterrupted { get; private set; }

    /// <summary>Makes a job.</summary>
    /// <returns>Its pictures, in order; fewer than asked for where it was skipped or interrupted.</returns>
    public async Task<IReadOnlyList<StoredPicture>> MakeAsync(GenerationRequest request, CancellationToken cancellation)
    {
        var before = _made++;
        var submission = caller.Submission(request, Automatic1111Api.Source);
        var job = await runner.FinishAsync(submission, begun => accepted(begun, before), cancellation);
        if (job.Error is { } error)
        {
            throw FailedJob.Exception(error);
        }

        First ??= job;
        IsInterrupted |= job.State == JobState.Canceled || earlyEnds.IsInterrupted(job);
        return await kept.OfAsync(job, cancellation);
    }

    /// <summary>The file of a picture that a request names or brings.</summary>
    public Task<byte[]> ReadAsync(string field, string reference, CancellationToken cancellation) =>
        intake.ReadAsync(field, reference, caller.Name, caller.Role >= Role.Operator, cancellation);

    /// <summary>The files of pictures that jobs made.</summary>
    public async Task<byte[][]> FilesAsync(IEnumerable<StoredPicture> pictures, CancellationToken cancellation)
    {
        var files = new List<byte[]>();
        foreach (var picture in pictures)
        {
            files.Add(await kept.ReadAsync(picture, picture.Format, null, cancellation)
                ?? throw new QueueRefusedException(QueueRefusal.Unavailable, "a picture was removed before all were done"));
        }

        return [.. files];
    }

    public Task<TAnswer> AskAsync<TAnswer>(WorkerQuestion<TAnswer> question, CancellationToken cancellation) =>
        workers.AskAsync(question, cancellation);
}
