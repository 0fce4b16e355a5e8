using Atelier.FrontEnds;

namespace Atelier.DiscordBot.Making.Follow;

/// <summary>Who cancelled a job, for the message that tells of its end.</summary>
internal sealed class Cancellations(IFrontEndHost host)
{
    private static readonly TimeSpan Lasts = TimeSpan.FromDays(1);

    /// <summary>Notes it, before the job is cancelled.</summary>
    public Task NoteAsync(string jobId, string userId, CancellationToken cancellation) =>
        host.Store.TryAddAsync(Key(jobId), userId, Lasts, cancellation);

    /// <returns>A user's id; null where nobody noted it.</returns>
    public Task<string?> ByAsync(string jobId, CancellationToken cancellation) => host.Store.GetAsync(Key(jobId), cancellation);

    private static string Key(string jobId) => "cancelled/" + jobId;
}
