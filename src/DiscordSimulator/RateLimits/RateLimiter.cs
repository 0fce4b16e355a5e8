using System.Security.Cryptography;
using System.Text;
using Atelier.DiscordSimulator.Rest;

namespace Atelier.DiscordSimulator.RateLimits;

/// <summary>The limits of each route and of all together.</summary>
internal sealed class RateLimiter(TimeProvider time, int callsPerSecond)
{
    private static readonly BucketSize Default = new(10, TimeSpan.FromSeconds(5));

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Bucket> _buckets = [];
    private readonly Bucket _all = new("global", new BucketSize(callsPerSecond, TimeSpan.FromSeconds(1)));
    private readonly Dictionary<string, BucketSize> _sizes = new()
    {
        ["POST /channels/{channel_id}/messages"] = new(5, TimeSpan.FromSeconds(5)),
        ["PATCH /channels/{channel_id}/messages/{message_id}"] = new(5, TimeSpan.FromSeconds(5)),
        ["DELETE /channels/{channel_id}/messages/{message_id}"] = new(5, TimeSpan.FromSeconds(1)),
        ["POST /webhooks/{webhook_id}/{webhook_token}"] = new(5, TimeSpan.FromSeconds(2)),
        ["PATCH /webhooks/{webhook_id}/{webhook_token}/messages/@original"] = new(5, TimeSpan.FromSeconds(2)),
        ["PATCH /webhooks/{webhook_id}/{webhook_token}/messages/{message_id}"] = new(5, TimeSpan.FromSeconds(2)),
        ["GET /gateway/bot"] = new(2, TimeSpan.FromSeconds(5)),
    };

    /// <summary>Calls that were refused.</summary>
    public int Refused { get; private set; }

    /// <summary>Changes a route's limit: <c>PATCH /channels/{channel_id}/messages/{message_id}</c>. Counting begins anew.</summary>
    public void Set(string route, int calls, TimeSpan window)
    {
        lock (_gate)
        {
            _sizes[route] = new BucketSize(calls, window);
            _buckets.Clear();
        }
    }

    public LimitReading Take(Route route, string major)
    {
        lock (_gate)
        {
            // Calls about an interaction, which need no token, are outside the limit of all.
            var global = route.NeedsToken ? _all.Take(time.GetUtcNow()) : null;
            var own = global?.IsRefused == true ? null : BucketOf(route, major).Take(time.GetUtcNow());
            Refused += global?.IsRefused == true || own?.IsRefused == true ? 1 : 0;
            return new LimitReading(global?.IsRefused == true ? global : own!, global?.IsRefused == true);
        }
    }

    /// <summary>The bot has read the answer to a call.</summary>
    public void Told(Route route, string major, LimitReading reading)
    {
        lock (_gate)
        {
            if (!reading.IsGlobal)
            {
                BucketOf(route, major).Told(reading.Bucket);
            }
        }
    }

    private Bucket BucketOf(Route route, string major)
    {
        var key = $"{route.Name} {major}";
        if (!_buckets.TryGetValue(key, out var bucket))
        {
            var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(route.Name)))[..32];
            bucket = _buckets[key] = new Bucket(hash, _sizes.GetValueOrDefault(route.Name, Default));
        }

        return bucket;
    }
}

/// <param name="IsGlobal">Whether it is the limit of all calls that was met.</param>
internal sealed record LimitReading(BucketReading Bucket, bool IsGlobal);
