using Atelier.Host.Security;
using Atelier.Host.Worker;

namespace Atelier.Host.Api.Native.Events;

/// <summary>Passes items on as events until they or the connection end, or the caller's key does.</summary>
internal sealed class EventLoop(Authenticator authenticator, IWorkers workers, TimeProvider time)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan HeartbeatAfter = TimeSpan.FromSeconds(15);

    /// <param name="context">The request.</param>
    /// <param name="listen">Gives the items until it is cancelled.</param>
    /// <param name="tell">Writes one.</param>
    public async Task RunAsync<T>(HttpContext context, Func<CancellationToken, IAsyncEnumerable<T>> listen, Func<EventWriter, T, Task> tell)
    {
        var writer = new EventWriter(context);
        await writer.BeginAsync();
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        using var timer = new PeriodicTimer(LookEvery, time);
        await using var items = listen(ending.Token).GetAsyncEnumerator(ending.Token);
        var next = items.MoveNextAsync().AsTask();
        try
        {
            var tick = timer.WaitForNextTickAsync(ending.Token).AsTask();
            for (var quietSince = time.GetTimestamp(); ;)
            {
                if (await Task.WhenAny(next, tick) == next)
                {
                    if (!await next)
                    {
                        return;
                    }

                    await tell(writer, items.Current);
                    next = items.MoveNextAsync().AsTask();
                    quietSince = time.GetTimestamp();
                    continue;
                }

                if (!await tick || !await authenticator.StillHoldsAsync(context))
                {
                    return;
                }

                workers.Look();
                if (time.GetElapsedTime(quietSince) >= HeartbeatAfter)
                {
                    await writer.HeartbeatAsync();
                    quietSince = time.GetTimestamp();
                }

                tick = timer.WaitForNextTickAsync(ending.Token).AsTask();
            }
        }
        finally
        {
            // An enumerator must not be disposed while it moves.
            await ending.CancelAsync();
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
