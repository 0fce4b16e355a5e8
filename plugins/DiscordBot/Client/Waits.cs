namespace Atelier.DiscordBot.Client;

/// <summary>Times to wait.</summary>
internal static class Waits
{
    /// <summary>At least so long, as timers count: in whole milliseconds, one or more.</summary>
    public static TimeSpan Whole(TimeSpan wait) => TimeSpan.FromMilliseconds(Math.Max(1, Math.Ceiling(wait.TotalMilliseconds)));

    /// <summary>The moment after a wait, as <see cref="TimeProvider.GetTimestamp"/> counts.</summary>
    public static long Moment(this TimeProvider time, TimeSpan wait) =>
        time.GetTimestamp() + (long)(wait.TotalSeconds * time.TimestampFrequency);

    /// <summary>How long until a moment; below zero where it has passed.</summary>
    public static TimeSpan Until(this TimeProvider time, long moment) => time.GetElapsedTime(time.GetTimestamp(), moment);
}
