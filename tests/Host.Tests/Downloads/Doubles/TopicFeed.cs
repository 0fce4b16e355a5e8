using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Atelier.Host.Notify;
using Atelier.Jobs;

namespace Atelier.Host.Tests.Downloads.Doubles;

/// <summary>Remembers which lists were said to have changed.</summary>
internal sealed class TopicFeed : IEventFeed
{
    public ConcurrentQueue<string> Topics { get; } = new();

    public void Changed(string topic) => Topics.Enqueue(topic);

    public JobProgress? ProgressOf(string jobId) => null;

    public async IAsyncEnumerable<FeedItem> ListenAsync(long? after, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.Delay(Timeout.Infinite, cancellation);
        yield break;
    }
}
