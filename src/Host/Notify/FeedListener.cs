using System.Threading.Channels;
using Atelier.Jobs;

namespace Atelier.Host.Notify;

/// <summary>
/// What one listener has not heard yet of what is not stored. Of a job it holds only the newest progress, so that a slow listener costs no
/// memory and, when it looks again, sees the present.
/// </summary>
internal sealed class FeedListener
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, JobProgress> _progress = [];
    private readonly HashSet<string> _topics = [];
    private readonly Channel<bool> _signal =
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>There is something: a stored event, or what the other methods brought.</summary>
    public void Signal() => _signal.Writer.TryWrite(true);

    public async Task WaitAsync(CancellationToken cancellation) => await _signal.Reader.ReadAsync(cancellation);

    public void Moved(string jobId, JobProgress progress)
    {
        lock (_lock)
        {
            // Most reports have no preview; the last one that had is still the newest picture there is.
            _progress[jobId] = progress.Preview is null && _progress.TryGetValue(jobId, out var last)
                ? progress with { Preview = last.Preview }
                : progress;
        }

        Signal();
    }

    public void Forget(string jobId)
    {
        lock (_lock)
        {
            _progress.Remove(jobId);
        }
    }

    public void Changed(string topic)
    {
        lock (_lock)
        {
            _topics.Add(topic);
        }

        Signal();
    }

    /// <summary>Takes what is not heard yet.</summary>
    public IReadOnlyList<FeedItem> Take()
    {
        lock (_lock)
        {
            FeedItem[] items =
            [
                .. _progress.Select(moved => new FeedItem.JobMoved(moved.Key, moved.Value)),
                .. _topics.Select(topic => new FeedItem.ListChanged(topic)),
            ];
            _progress.Clear();
            _topics.Clear();
            return items;
        }
    }
}
