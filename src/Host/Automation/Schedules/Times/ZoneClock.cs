namespace Atelier.Host.Automation.Schedules.Times;

/// <summary>
/// What clocks show in a zone. Asks the zone only which offset holds at a moment: that question has one answer on every day of the year.
/// </summary>
internal sealed class ZoneClock(TimeZoneInfo zone)
{
    // Offsets lie between −12 and +14 hours, and no zone changes twice in two days.
    private static readonly TimeSpan Around = TimeSpan.FromDays(1);

    public TimeSpan Offset(DateTimeOffset at) => zone.GetUtcOffset(at);

    public DateTime Local(DateTimeOffset at) => at.ToOffset(Offset(at)).DateTime;

    /// <summary>The same moment, as clocks there show it.</summary>
    public DateTimeOffset Shown(DateTimeOffset at) => at.ToOffset(Offset(at));

    /// <summary>
    /// The moments at which clocks show a time: none where they skip it, two where they are set back over it, the first first.
    /// </summary>
    public IReadOnlyList<DateTimeOffset> Moments(DateTime local)
    {
        var utc = new DateTimeOffset(local.Ticks, TimeSpan.Zero);
        return
        [
            .. new[] { Offset(utc - Around), Offset(utc + Around) }.Distinct().OrderDescending()
                .Select(offset => utc - offset).Where(moment => moment + Offset(moment) == utc),
        ];
    }

    /// <summary>The first moment after the hour that clocks skip, of a time in it.</summary>
    public DateTimeOffset AfterSkipping(DateTime local)
    {
        var utc = new DateTimeOffset(local.Ticks, TimeSpan.Zero);
        return Change(utc - Around, utc + Around);
    }

    /// <summary>The first moment with another offset, behind one and up to another that has one.</summary>
    public DateTimeOffset Change(DateTimeOffset from, DateTimeOffset to)
    {
        var offset = Offset(from);
        var (before, after) = (from.ToUnixTimeSeconds(), to.ToUnixTimeSeconds());
        while (after - before > 1)
        {
            var middle = before + ((after - before) / 2);
            (before, after) = Offset(DateTimeOffset.FromUnixTimeSeconds(middle)) == offset ? (middle, after) : (before, middle);
        }

        return DateTimeOffset.FromUnixTimeSeconds(after);
    }
}
