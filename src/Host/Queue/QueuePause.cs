using Atelier.Host.Notify;
using Atelier.Host.Store;
using Atelier.Host.Worker;

namespace Atelier.Host.Queue;

/// <summary>Stops and starts the handing out of jobs. What runs goes on, and new jobs are accepted.</summary>
internal sealed class QueuePause(IJobStore store, IWorkers workers, IEventFeed feed)
{
    public async Task SetAsync(bool paused, CancellationToken cancellation)
    {
        await store.SetPausedAsync(paused, cancellation);
        feed.Changed("queue");
        if (!paused)
        {
            workers.Wake();
        }
    }
}
