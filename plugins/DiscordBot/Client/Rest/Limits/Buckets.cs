namespace Atelier.DiscordBot.Client.Rest.Limits;

/// <summary>
/// The bucket of each call. Until Discord has named it, calls of one address about one channel, guild or webhook share one; once named, all
/// addresses of the same name do.
/// </summary>
internal sealed class Buckets(TimeProvider time)
{
    private const int TidyAfter = 512;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, string> _names = [];
    private readonly Dictionary<(string Name, string Major), Bucket> _buckets = [];
    private int _sinceTidied;

    /// <summary>How many are remembered.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _buckets.Count;
            }
        }
    }

    /// <summary>Waits for the call's turn. <see cref="Bucket.Leave"/> follows.</summary>
    public async Task<Bucket> EnterAsync(ApiCall call, CancellationToken cancellation)
    {
        while (true)
        {
            var bucket = Find(call);
            await bucket.EnterAsync(cancellation);

            // Its name may have become known meanwhile, and others of that name be at work.
            if (ReferenceEquals(bucket, Find(call)))
            {
                return bucket;
            }

            bucket.Leave(null, wasAnswered: false);
        }
    }

    /// <summary>Learns the name of a call's bucket.</summary>
    public void Learn(ApiCall call, Bucket bucket, RateLimitHeaders headers)
    {
        lock (_lock)
        {
            var former = Name(call);
            if (former != headers.Bucket)
            {
                _names[call.ToString()] = headers.Bucket;
                _buckets.Remove((former, call.Major));
                _buckets.TryAdd((headers.Bucket, call.Major), bucket);
            }
        }
    }

    private Bucket Find(ApiCall call)
    {
        lock (_lock)
        {
            var key = (Name(call), call.Major);
            if (_buckets.TryGetValue(key, out var bucket))
            {
                return bucket;
            }

            // Each interaction brings a webhook of its own.
            if (++_sinceTidied >= TidyAfter)
            {
                _sinceTidied = 0;
                foreach (var idle in _buckets.Where(one => one.Value.IsIdle).Select(one => one.Key).ToArray())
                {
                    _buckets.Remove(idle);
                }
            }

            return _buckets[key] = new Bucket(time);
        }
    }

    private string Name(ApiCall call) => _names.GetValueOrDefault(call.ToString(), call.ToString());
}
