namespace Atelier.DiscordSimulator.RateLimits;

/// <summary>What is left of a window, which begins with its first call.</summary>
internal sealed class Bucket(string id, BucketSize size)
{
    // A window ends a little before the bot is told it does: its timers may be a moment early.
    private static readonly TimeSpan Slack = TimeSpan.FromMilliseconds(20);

    private DateTimeOffset _ends;
    private int _left;
    private bool _toldNoneLeft;

    public string Id => id;

    /// <summary>Counts a call.</summary>
    public BucketReading Take(DateTimeOffset now)
    {
        if (now + Slack >= _ends)
        {
            _ends = now + size.Window;
            _left = size.Calls;
            _toldNoneLeft = false;
        }

        if (_left == 0)
        {
            var reading = new BucketReading(id, size.Calls, 0, _ends, _ends - now, IsRefused: true, _toldNoneLeft);
            _toldNoneLeft = true;
            return reading;
        }

        _left--;
        return new BucketReading(id, size.Calls, _left, _ends, _ends - now, IsRefused: false, WasTold: false);
    }

    /// <summary>The bot has read an answer.</summary>
    public void Told(BucketReading reading) => _toldNoneLeft |= reading.Left == 0 && reading.Ends == _ends;
}

/// <param name="WasTold">Whether the bot had read that no call is left.</param>
internal sealed record BucketReading(string Id, int Calls, int Left, DateTimeOffset Ends, TimeSpan EndsAfter, bool IsRefused, bool WasTold);
