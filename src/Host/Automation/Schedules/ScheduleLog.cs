namespace Atelier.Host.Automation.Schedules;

/// <summary>What schedules write to the server's log.</summary>
internal static partial class ScheduleLog
{
    [LoggerMessage(LogLevel.Error, "Schedule {Schedule} could not be woken")]
    public static partial void Threw(ILogger logger, Exception exception, string schedule);

    [LoggerMessage(LogLevel.Warning, "Schedules cannot be looked at now, and will be again: {Reason}")]
    public static partial void Failed(ILogger logger, string reason);

    [LoggerMessage(LogLevel.Warning, "Schedule {Schedule} did not run {Count} times from {First} to {Last}: {Reason}")]
    public static partial void Missed(ILogger logger, string schedule, long count, DateTimeOffset? first, DateTimeOffset? last, string? reason);

    [LoggerMessage(LogLevel.Warning, "Schedule {Schedule} runs {Late} later than {Due}")]
    public static partial void Late(ILogger logger, string schedule, TimeSpan late, DateTimeOffset due);

    [LoggerMessage(LogLevel.Warning, "No alarm could be set for schedule {Schedule}; it is looked at every few seconds in its place")]
    public static partial void NoAlarm(ILogger logger, Exception exception, string schedule);
}
