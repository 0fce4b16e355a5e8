using Atelier.Host.Automation.Schedules.Times;

namespace Atelier.Host.Automation.Schedules;

/// <summary>A time that will come.</summary>
/// <param name="DueAt">With the offset of the schedule's zone.</param>
/// <param name="StartsAt">When it starts: later by its jitter, or before by what its last runs took.</param>
/// <param name="Note">What daylight saving time does to it, where it does something.</param>
internal sealed record UpcomingTime(DateTimeOffset DueAt, DateTimeOffset StartsAt, string? Note)
{
    /// <param name="key">Gives a time's key, which decides its jitter.</param>
    public static IEnumerable<UpcomingTime> Of(
        SchedulePlan plan, Timetable table, DateTimeOffset after, TimeSpan lead, Func<DateTimeOffset, string> key)
    {
        var cron = plan.Cron is null ? null : CronTimes.Parse(plan.Cron);
        return table.After(after).Select(due => new UpcomingTime(
            table.Clock.Shown(due), table.Clock.Shown(due - lead + Jitter.Of(key(due), plan.Jitter)),
            cron is null ? null : NoteOf(cron, table.Clock, due)));
    }

    private static string? NoteOf(CronTimes cron, ZoneClock clock, DateTimeOffset due)
    {
        var local = clock.Local(due);
        if (cron.Next(local.AddSeconds(-1)) != local)
        {
            return "clocks skip its time that day: it runs at the first moment after the gap";
        }

        return clock.Moments(local) is [var first, _]
            ? cron.IsEveryHour
                ? $"clocks show this time twice that day: this is the {(due == first ? "first" : "second")}"
                : "clocks show this time twice that day: it runs the first time only"
            : null;
    }
}
