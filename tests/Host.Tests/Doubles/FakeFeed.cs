using System.Threading.Channels;
using Atelier.Host.Notify;
using Atelier.Jobs;

namespace Atelier.Host.Tests.Doubles;

/// <summary>A feed that tells what the test says, to one listener.</summary>
internal sealed class FakeFeed : IEventFeed
{
    private readonly Channel<FeedItem> _items = Channel.CreateUnbounded<FeedItem>();

    /// <summary>Where the listener wanted to begin.</summary>
    public List<long?> After { get; } = [];

    public Dictionary<string, JobProgress> Progress { get; } = [];

    public void Tell(FeedItem item) => _items.Writer.TryWrite(item);

    public IAsyncEnumerable<FeedItem> ListenAsync(long? after, CancellationToken cancellation)
    {
        After.Add(after);
        return _items.Reader.ReadAllAsync(cancellation);
    }

    public JobProgress? ProgressOf(string jobId) => Progress.GetValueOrDefault(jobId);

    public void Changed(string topic) => Tell(new FeedItem.ListChanged(topic));
}
