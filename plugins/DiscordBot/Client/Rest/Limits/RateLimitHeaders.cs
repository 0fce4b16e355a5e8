using System.Globalization;
using System.Net.Http.Headers;

namespace Atelier.DiscordBot.Client.Rest.Limits;

/// <summary>What an answer says of its rate limit.</summary>
/// <param name="Bucket">Calls of the same one, about the same channel, guild or webhook, share the limit.</param>
internal sealed record RateLimitHeaders(string Bucket, int Limit, int Remaining, TimeSpan ResetAfter)
{
    /// <summary>Null where the call has no limit of its own.</summary>
    public static RateLimitHeaders? Read(HttpResponseHeaders headers) =>
        Text(headers, "X-RateLimit-Bucket") is { } bucket && Number(headers, "X-RateLimit-Limit") is { } limit
        && Number(headers, "X-RateLimit-Remaining") is { } remaining && Number(headers, "X-RateLimit-Reset-After") is { } seconds
            ? new RateLimitHeaders(bucket, (int)limit, (int)remaining, TimeSpan.FromSeconds(seconds))
            : null;

    public static string? Text(HttpResponseHeaders headers, string name) =>
        headers.TryGetValues(name, out var values) ? string.Join(',', values) : null;

    public static double? Number(HttpResponseHeaders headers, string name) =>
        double.TryParse(Text(headers, name), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number is >= 0 and < 1e9
            ? number
            : null;
}
