using Atelier.Host.Api.Native.Contracts;
using Atelier.Host.Notify;
using Atelier.Host.Security;
using Atelier.Host.Store;

namespace Atelier.Host.Api.Native.Events;

/// <summary>Tells one caller what the feed says and what it may hear.</summary>
internal sealed class FeedTeller(Caller caller, IJobStore jobs, JobViews views)
{
    // Whether the caller may hear of the jobs that run now; few do.
    private const int MostRemembered = 1000;

    private readonly Dictionary<string, bool> _mayHear = [];

    public async Task TellAsync(EventWriter writer, FeedItem item, CancellationToken cancellation)
    {
        switch (item)
        {
            case FeedItem.JobEvent(var happened) when caller.MaySee(happened.Owner)
                && await jobs.FindAsync(happened.JobId, cancellation) is { } job:
                await writer.EventAsync("job", await views.OfAsync(job, cancellation), happened.Sequence);
                break;
            case FeedItem.Happened(var happened) when caller.MaySee(happened.Owner):
                await writer.EventAsync("event", HappenedEvent.Of(happened), happened.Sequence);
                break;
            case FeedItem.JobMoved(var id, var progress) when await MayHearAsync(id, cancellation):
                await writer.EventAsync("progress", ProgressEvent.Of(id, progress));
                break;
            case FeedItem.ListChanged(var topic):
                await writer.EventAsync("changed", new ChangedEvent(topic));
                break;
        }
    }

    private async Task<bool> MayHearAsync(string jobId, CancellationToken cancellation)
    {
        if (_mayHear.TryGetValue(jobId, out var may))
        {
            return may;
        }

        if (_mayHear.Count >= MostRemembered)
        {
            _mayHear.Clear();
        }

        return _mayHear[jobId] = await jobs.FindAsync(jobId, cancellation) is { } job && caller.MaySee(job.Owner);
    }
}
