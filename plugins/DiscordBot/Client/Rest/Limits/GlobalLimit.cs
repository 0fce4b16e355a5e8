namespace Atelier.DiscordBot.Client.Rest.Limits;

/// <summary>
/// How many calls the bot makes in a second, all together: Discord's usual limit to begin with. What Discord says when there were too many
/// is learned.
/// </summary>
internal sealed class GlobalLimit(TimeProvider time)
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly SlidingWindow _window = new(time, TimeSpan.FromSeconds(1));
    private int _limit = 50;
    private long _pausedUntil;

    public async Task EnterAsync(CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            while (Wait() is { } wait)
            {
                await Task.Delay(wait, time, cancellation);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>There were too many.</summary>
    /// <param name="limit">How many a second there may be, where Discord said.</param>
    public void Pause(TimeSpan wait, int? limit)
    {
        Interlocked.Exchange(ref _pausedUntil, Math.Max(Interlocked.Read(ref _pausedUntil), time.Moment(wait)));
        Volatile.Write(ref _limit, limit is > 0 ? limit.Value : _limit);
    }

    /// <summary>How long to wait before asking again; null lets the call go.</summary>
    private TimeSpan? Wait()
    {
        var pause = time.Until(Interlocked.Read(ref _pausedUntil));
        return pause > TimeSpan.Zero ? Waits.Whole(pause) : _window.TryAdd(Volatile.Read(ref _limit));
    }
}
