namespace Atelier.Host.Security;

/// <summary>A token bucket for each name: bursts are let through, the average is held.</summary>
/// <param name="perSecond">Tokens that come back each second.</param>
/// <param name="burst">The most that lie in a bucket.</param>
/// <param name="time">The clock.</param>
internal sealed class TokenBuckets(double perSecond, double burst, TimeProvider time)
{
    // Above this, buckets that are full again are forgotten: a flood of addresses costs a bounded amount of memory.
    private const int Most = 10_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Bucket> _buckets = [];

    /// <summary>Takes a token.</summary>
    /// <returns>Null, or how long until there is one.</returns>
    public TimeSpan? Take(string name)
    {
        var now = time.GetTimestamp();
        lock (_gate)
        {
            if (_buckets.Count >= Most && !_buckets.ContainsKey(name))
            {
                Forget(now);
            }

            var tokens = _buckets.TryGetValue(name, out var bucket) ? Refilled(bucket, now) : burst;
            var granted = tokens >= 1;
            _buckets[name] = new Bucket(granted ? tokens - 1 : tokens, now);
            return granted ? null : TimeSpan.FromSeconds((1 - tokens) / perSecond);
        }
    }

    private double Refilled(Bucket bucket, long now) =>
        Math.Min(burst, bucket.Tokens + (time.GetElapsedTime(bucket.At, now).TotalSeconds * perSecond));

    private void Forget(long now)
    {
        foreach (var name in _buckets.Where(pair => Refilled(pair.Value, now) >= burst).Select(pair => pair.Key).ToList())
        {
            _buckets.Remove(name);
        }

        if (_buckets.Count >= Most)
        {
            _buckets.Clear();
        }
    }

    private readonly record struct Bucket(double Tokens, long At);
}
