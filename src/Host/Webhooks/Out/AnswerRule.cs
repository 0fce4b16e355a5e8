namespace Atelier.Host.Webhooks.Out;

/// <summary>What follows from a call.</summary>
internal sealed class AnswerRule(RetrySchedule schedule, TimeProvider time)
{
    private const int Gone = StatusCodes.Status410Gone;

    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(24);
    private static readonly TimeSpan ShortThrottle = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongThrottle = TimeSpan.FromMinutes(15);

    // A message that dies has been tried for about 76 hours; where nothing else got through meanwhile, nobody is there.
    private static readonly TimeSpan LongFailure = TimeSpan.FromHours(72);

    public DeliveryVerdict Of(DueDelivery due, Call call)
    {
        if (call.IsDelivered)
        {
            return new DeliveryVerdict(DeliveryState.Delivered);
        }

        var now = time.GetUtcNow();
        if (call.Attempt.Status == Gone)
        {
            return new DeliveryVerdict(DeliveryState.Dead, Disabled: "the receiver answered 410: it is gone");
        }

        var asked = call.RetryAfter is { } wait ? Shorter(wait, LongestWait) : (TimeSpan?)null;
        DateTimeOffset? pausedUntil = call.Attempt.Status is 429 or 502 or 504 ? now + (asked ?? Throttle(due.Webhook.Throttles)) : null;
        if (schedule.After(due.Delivery.Tries + 1) is { } next)
        {
            return new DeliveryVerdict(DeliveryState.Waiting, now + (asked > next ? asked.Value : next), pausedUntil);
        }

        var isLong = due.Webhook.FailingSince is { } since && now - since >= LongFailure;
        return new DeliveryVerdict(
            DeliveryState.Dead, null, pausedUntil, isLong ? $"nothing got through since {due.Webhook.FailingSince:u}" : null);
    }

    // Twice as long after each answer that asks to go slower.
    private static TimeSpan Throttle(int before) => Shorter(ShortThrottle * Math.Pow(2, Math.Min(before, 10)), LongThrottle);

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
