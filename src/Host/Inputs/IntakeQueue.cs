using Atelier.Jobs;

namespace Atelier.Host.Inputs;

/// <summary>
/// The door in, with the pictures that requests bring taken in before it: what the queue keeps names files that are there.
/// </summary>
internal sealed class IntakeQueue(IGenerationQueue queue, PictureIntake intake) : IGenerationQueue
{
    public async Task<Job> EnqueueAsync(JobSubmission submission, CancellationToken cancellation = default) => await queue.EnqueueAsync(
        submission with
        {
            Request = await intake.TakeAsync(submission.Request, submission.Owner, submission.NamesAnyPicture, cancellation),
        },
        cancellation);

    public Task<Job?> FindAsync(string id, CancellationToken cancellation = default) => queue.FindAsync(id, cancellation);

    public Task<Job?> CancelAsync(string id, CancellationToken cancellation = default) => queue.CancelAsync(id, cancellation);

    public IAsyncEnumerable<JobUpdate> WatchAsync(string id, CancellationToken cancellation = default) =>
        queue.WatchAsync(id, cancellation);
}
