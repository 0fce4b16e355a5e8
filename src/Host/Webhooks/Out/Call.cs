using System.Net.Http.Headers;

namespace Atelier.Host.Webhooks.Out;

/// <summary>What came of one call.</summary>
/// <param name="RetryAfter">How long the receiver asks to wait.</param>
internal sealed record Call(DeliveryAttempt Attempt, TimeSpan? RetryAfter)
{
    public bool IsDelivered => Attempt.Status is >= 200 and < 300;

    /// <summary>Reads <c>Retry-After</c>: seconds, or a date.</summary>
    public static TimeSpan? WaitOf(RetryConditionHeaderValue? header, DateTimeOffset now) =>
        (header?.Delta ?? header?.Date - now) is { } wait && wait > TimeSpan.Zero ? wait : null;
}
