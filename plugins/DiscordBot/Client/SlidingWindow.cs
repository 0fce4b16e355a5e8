namespace Atelier.DiscordBot.Client;

/// <summary>Counts what happened lately.</summary>
/// <param name="window">How long something counts.</param>
internal sealed class SlidingWindow(TimeProvider time, TimeSpan window)
{
    private readonly Lock _lock = new();
    private readonly Queue<long> _recent = new();

    /// <summary>Counts one.</summary>
    /// <returns>How many there are now.</returns>
    public int Add()
    {
        lock (_lock)
        {
            Forget();
            _recent.Enqueue(time.GetTimestamp());
            return _recent.Count;
        }
    }

    /// <summary>Counts one where there are fewer.</summary>
    /// <returns>Null where it was counted; else when to try again.</returns>
    public TimeSpan? TryAdd(int most)
    {
        lock (_lock)
        {
            Forget();
            if (_recent.Count < most)
            {
                _recent.Enqueue(time.GetTimestamp());
                return null;
            }

            return Waits.Whole(window - time.GetElapsedTime(_recent.ElementAt(_recent.Count - most)));
        }
    }

    private void Forget()
    {
        while (_recent.TryPeek(out var oldest) && time.GetElapsedTime(oldest) >= window)
        {
            _recent.Dequeue();
        }
    }
}
