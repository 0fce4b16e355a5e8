namespace Atelier.Host.Automation.Schedules.Times;

/// <summary>
/// When a schedule is due: moments, whatever clocks do. A time that clocks skip is due at the first moment after the gap; one that they
/// show twice is due once, the first time. An expression that names no hours (<c>*/10 * * * *</c>) follows time itself: it skips nothing
/// and goes on in the hour that comes twice.
/// </summary>
internal sealed class Timetable
{
    private static readonly TimeSpan Near = TimeSpan.FromHours(6);

    private readonly CronTimes? _cron;
    private readonly TimeSpan _every;
    private readonly DateTimeOffset _anchor;
    private readonly DateTimeOffset? _from;
    private readonly DateTimeOffset? _until;

    /// <param name="cron">Null for an interval.</param>
    /// <param name="every">The interval.</param>
    /// <param name="anchor">What an interval is counted from.</param>
    public Timetable(CronTimes? cron, TimeSpan every, TimeZoneInfo zone, DateTimeOffset anchor, DateTimeOffset? from, DateTimeOffset? until)
    {
        (_cron, _every, _anchor, _from, _until) = (cron, every, anchor, from, until);
        Clock = new ZoneClock(zone);
    }

    public ZoneClock Clock { get; }

    /// <summary>The first moment after another; null where there is none any more.</summary>
    public DateTimeOffset? Next(DateTimeOffset after)
    {
        after = (_from is { } from && from > after ? from.AddTicks(-1) : after).ToUniversalTime();
        var next = _cron is null ? NextInterval(after) : _cron.IsEveryHour ? NextOfTime(_cron, after) : NextOnClock(_cron, after);
        return next > _until ? null : next;
    }

    /// <summary>All moments after another, in order.</summary>
    public IEnumerable<DateTimeOffset> After(DateTimeOffset after)
    {
        for (var next = Next(after); next is { } due; next = Next(due))
        {
            yield return due;
        }
    }

    private DateTimeOffset NextInterval(DateTimeOffset after) =>
        after < _anchor ? _anchor : _anchor + (((after - _anchor).Ticks / _every.Ticks) + 1) * _every;

    private DateTimeOffset? NextOnClock(CronTimes cron, DateTimeOffset after)
    {
        for (var local = cron.Next(Clock.Local(after)); local is { } time; local = cron.Next(time))
        {
            var due = Clock.Moments(time) is [var first, ..] ? first : Clock.AfterSkipping(time);
            if (due > after)
            {
                return due;
            }
        }

        return null;
    }

    private DateTimeOffset? NextOfTime(CronTimes cron, DateTimeOffset after)
    {
        var (local, offset) = (Clock.Local(after), Clock.Offset(after));
        while (cron.Next(local) is { } next)
        {
            var (at, due) = (Moment(local, offset), Moment(next, offset));
            var near = due - at < Near ? due : at + Near;
            if (Clock.Offset(near) != offset)
            {
                // Clocks change on the way: from there on with the new offset, from the very moment.
                var change = Clock.Change(at, near);
                offset = Clock.Offset(change);
                local = Clock.Local(change).AddTicks(-1);
            }
            else if (Clock.Offset(due) == offset)
            {
                return due;
            }
            else if (Clock.Moments(next) is [var first, ..])
            {
                return first;
            }
            else
            {
                (local, offset) = (next, Clock.Offset(due));
            }
        }

        return null;
    }

    private static DateTimeOffset Moment(DateTime local, TimeSpan offset) => new DateTimeOffset(local.Ticks, TimeSpan.Zero) - offset;
}
