namespace Atelier.DiscordBot.Client.Rest.Limits;

/// <summary>
/// Calls that share a limit: so many until it starts anew. One call goes ahead to learn the limit; then as many as it allows, first come,
/// first served. Where answers disagree, the stricter one holds.
/// </summary>
internal sealed class Bucket(TimeProvider time)
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly Lock _lock = new();
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isKnown;
    private int? _limit;
    private int _remaining;
    private int _inFlight;
    private int _waiting;
    private long _reset;

    /// <summary>Nothing would be lost with it: nobody waits, and its limit has started anew.</summary>
    public bool IsIdle
    {
        get
        {
            lock (_lock)
            {
                return _inFlight == 0 && _waiting == 0 && time.Until(_reset) <= TimeSpan.Zero;
            }
        }
    }

    /// <summary>Waits until a call may go. <see cref="Leave"/> follows.</summary>
    public async Task EnterAsync(CancellationToken cancellation)
    {
        Interlocked.Increment(ref _waiting);
        try
        {
            await _turn.WaitAsync(cancellation);
            try
            {
                while (!TryTake(out var wait, out var changed))
                {
                    await changed.WaitAsync(wait, time, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                    cancellation.ThrowIfCancellationRequested();
                }
            }
            finally
            {
                _turn.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    /// <summary>The call is over.</summary>
    /// <param name="wasAnswered">Discord answered, so that missing headers mean that there is no limit.</param>
    public void Leave(RateLimitHeaders? headers, bool wasAnswered)
    {
        lock (_lock)
        {
            _inFlight--;
            _isKnown |= wasAnswered;
            if (headers is not null)
            {
                Learn(headers);
            }

            Wake();
        }
    }

    /// <summary>There were too many: nothing goes for so long.</summary>
    public void Block(TimeSpan wait)
    {
        lock (_lock)
        {
            _limit ??= 1;
            _remaining = 0;
            _reset = Math.Max(_reset, time.Moment(wait));
            Wake();
        }
    }

    private bool TryTake(out TimeSpan wait, out Task changed)
    {
        lock (_lock)
        {
            changed = _changed.Task;
            wait = Timeout.InfiniteTimeSpan;
            if (_limit is not { } limit)
            {
                if (!_isKnown && _inFlight > 0)
                {
                    return false;
                }

                _inFlight++;
                return true;
            }

            var left = time.Until(_reset);
            if (_remaining <= 0 && left <= TimeSpan.Zero)
            {
                _remaining = Math.Max(limit - _inFlight, _inFlight == 0 ? 1 : 0);
            }

            if (_remaining <= 0)
            {
                wait = left <= TimeSpan.Zero ? Timeout.InfiniteTimeSpan : Waits.Whole(left);
                return false;
            }

            _remaining--;
            _inFlight++;
            return true;
        }
    }

    private void Learn(RateLimitHeaders headers)
    {
        // What is still under way may not have been counted yet.
        var isSameWindow = _limit is not null && time.Until(_reset) > TimeSpan.Zero;
        _remaining = isSameWindow ? Math.Min(_remaining, headers.Remaining) : headers.Remaining - _inFlight;
        _reset = isSameWindow ? Math.Max(_reset, time.Moment(headers.ResetAfter)) : time.Moment(headers.ResetAfter);
        _limit = headers.Limit;
    }

    private void Wake()
    {
        _changed.SetResult();
        _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
