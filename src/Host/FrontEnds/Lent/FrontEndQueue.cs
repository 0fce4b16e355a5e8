using System.Runtime.CompilerServices;
using Atelier.Generation;
using Atelier.Host.Store;
using Atelier.Host.Texts;
using Atelier.Jobs;

namespace Atelier.Host.FrontEnds.Lent;

/// <summary>The queue as one front end has it: jobs of its own users, and no others.</summary>
/// <param name="group">What its owners begin with.</param>
/// <param name="over">The session's end, with which watching ends.</param>
internal sealed class FrontEndQueue(string frontEnd, string group, IGenerationQueue queue, CancellationToken over) : IGenerationQueue
{
    public Task<Job> EnqueueAsync(JobSubmission submission, CancellationToken cancellation = default)
    {
        CheckOwner(group, submission.Owner);
        return queue.EnqueueAsync(submission with { Source = frontEnd, NamesAnyPicture = false }, cancellation);
    }

    public async Task<Job?> FindAsync(string id, CancellationToken cancellation = default) =>
        await queue.FindAsync(id, cancellation) is { } job && Owners.IsIn(group, job.Owner) ? job : null;

    public async Task<Job?> CancelAsync(string id, CancellationToken cancellation = default) =>
        await FindAsync(id, cancellation) is null ? null : await queue.CancelAsync(id, cancellation);

    public async IAsyncEnumerable<JobUpdate> WatchAsync(
        string id, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        if (await FindAsync(id, cancellation) is null)
        {
            yield break;
        }

        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, over);
        await foreach (var update in queue.WatchAsync(id, either.Token))
        {
            yield return update;
        }
    }

    /// <exception cref="RequestException">It is none of the front end's.</exception>
    public static void CheckOwner(string group, string owner)
    {
        if (!Owners.IsIn(group, owner) || owner.Length == group.Length)
        {
            throw new RequestException("owner", $"{OneLine.Quoted(owner)} is none of this front end's users; it must begin with '{group}'");
        }
    }
}
