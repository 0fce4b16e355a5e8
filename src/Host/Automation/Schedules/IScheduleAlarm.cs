namespace Atelier.Host.Automation.Schedules;

/// <summary>Wakes schedules. It may ring late, early or twice: what is due is settled by whoever hears it.</summary>
internal interface IScheduleAlarm
{
    /// <summary>Rings with a schedule's id.</summary>
    event Func<string, Task>? Rang;

    /// <summary>Rings at a time, and not at the one that was set before. Kept over restarts.</summary>
    Task SetAsync(string scheduleId, DateTimeOffset at, CancellationToken cancellation);

    Task ClearAsync(string scheduleId, CancellationToken cancellation);
}
