namespace Atelier.Host.Automation.Schedules;

/// <summary>What schedules write to the server's log.</summary>
internal static partial class ScheduleLog
{
    [LoggerMessage(LogLevel.Error, "Schedule {Schedule} could not be woken")]
    public static partial void Threw(ILogger logger, Exception exception, string schedule);

    [LoggerMessage(LogLevel.Warning, "Schedules cannot be looked at now, and will be again: {Reason}")]
    public static partial void Failed(ILogger logger, string reason);

    [LoggerMessage(LogLevel.Warning, "Schedule {Schedule} did not run at {First:u} ({Count} in all, up to {Last:u}): {Reason}")]
    public static partial void Missed(
        ILogger logger, string schedule, DateTimeOffset? first, long count, DateTimeOffset? last, string? reason);

    [LoggerMessage(LogLevel.Warning, "Schedule {Schedule} runs {Late} later than {Due:u}")]
    public static partial void Late(ILogger logger, string schedule, TimeSpan late, DateTimeOffset due);

    [LoggerMessage(LogLevel.Warning, "No alarm could be set for schedule {Schedule}; it is looked at every few seconds in its place")]
    public static partial void NoAlarm(ILogger logger, Exception exception, string schedule);
}
