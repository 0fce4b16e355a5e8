using Atelier.FrontEnds;

namespace Atelier.DiscordBot.Making.Follow;

/// <summary>Follows all that is to be followed while the session lasts, and what earlier sessions left.</summary>
internal sealed class Follower(IFrontEndHost host, FollowingStore store, FollowingRun run)
{
    private static readonly TimeSpan[] Waits = [TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(30)];

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Task> _followed = [];
    private CancellationToken? _stop;

    /// <summary>Until it is stopped. What is not at its end then stays in the store.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        lock (_lock)
        {
            _stop = stop;
        }

        try
        {
            foreach (var following in await store.AllAsync(stop))
            {
                Begin(following);
            }

            await Task.Delay(Timeout.InfiniteTimeSpan, host.Time, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Asked to.
        }

        await Task.WhenAll(Followed());
    }

    /// <summary>Follows it, if it is not already; before the session runs, when it begins to.</summary>
    /// <param name="following">In the store.</param>
    public void Begin(Following following)
    {
        lock (_lock)
        {
            if (_stop is { IsCancellationRequested: false } stop && !_followed.ContainsKey(following.Id))
            {
                _followed[following.Id] = Task.Run(() => FollowAsync(following, stop), CancellationToken.None);
            }
        }
    }

    private Task[] Followed()
    {
        lock (_lock)
        {
            return [.. _followed.Values];
        }
    }

    private async Task FollowAsync(Following following, CancellationToken stop)
    {
        try
        {
            await TryAsync(following, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The next session goes on.
        }
        catch (Exception exception)
        {
            host.Log(FrontEndLogLevel.Error, $"interaction {following.Id} is not followed any more: {Faults.Of(exception)}");
        }
        finally
        {
            lock (_lock)
            {
                _followed.Remove(following.Id);
            }
        }
    }

    private async Task TryAsync(Following following, CancellationToken stop)
    {
        for (var attempt = 0; await store.FindAsync(following.Id, stop) is { } kept; attempt++)
        {
            try
            {
                await run.RunAsync(kept, stop);
                return;
            }
            catch (Exception exception) when (!stop.IsCancellationRequested && attempt < Waits.Length)
            {
                host.Log(FrontEndLogLevel.Warning, $"interaction {following.Id} is followed anew: {Faults.Of(exception)}");
                await Task.Delay(Waits[attempt], host.Time, stop);
            }
            catch (Exception exception) when (!stop.IsCancellationRequested)
            {
                host.Log(FrontEndLogLevel.Error, $"interaction {following.Id} cannot be followed: {Faults.Of(exception)}");
                await run.GiveUpAsync(kept, stop);
                return;
            }
        }
    }
}
