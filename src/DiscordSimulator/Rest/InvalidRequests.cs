namespace Atelier.DiscordSimulator.Rest;

/// <summary>Calls that a bot should not have made, counted over ten minutes; too many, and all are refused.</summary>
internal sealed class InvalidRequests(TimeProvider time, int most)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    private readonly Lock _gate = new();
    private readonly Queue<DateTimeOffset> _times = [];

    public bool AreTooMany
    {
        get
        {
            lock (_gate)
            {
                while (_times.TryPeek(out var first) && time.GetUtcNow() - first >= Window)
                {
                    _times.Dequeue();
                }

                return _times.Count >= most;
            }
        }
    }

    public void Count(int status, bool isShared)
    {
        lock (_gate)
        {
            if (status is 401 or 403 || (status == 429 && !isShared))
            {
                _times.Enqueue(time.GetUtcNow());
            }
        }
    }
}
