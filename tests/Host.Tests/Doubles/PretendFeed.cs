using System.Runtime.CompilerServices;
using Atelier.Host.Notify;
using Atelier.Jobs;

namespace Atelier.Host.Tests.Doubles;

/// <summary>A feed that knows the progress it was given, and tells nothing.</summary>
internal sealed class PretendFeed : IEventFeed
{
    public Dictionary<string, JobProgress> Progress { get; } = [];

    public async IAsyncEnumerable<FeedItem> ListenAsync(long? after, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.Delay(Timeout.Infinite, cancellation);
        yield break;
    }

    public JobProgress? ProgressOf(string jobId) => Progress.GetValueOrDefault(jobId);

    public void Changed(string topic)
    {
    }
}
