using System.Numerics;
using Atelier.Host.Texts;

namespace Atelier.Host.Automation.Schedules.Times;

/// <summary>
/// A cron expression, as clock times without a zone: five fields as cron has them (minute, hour, day of month, month, day of week from 0
/// for Sunday), or Quartz's six or seven (second first, day of week from 1 for Sunday, year last).
/// </summary>
internal sealed class CronTimes
{
    private const ulong EveryHourOfDay = (1UL << 24) - 1;

    private static readonly Dictionary<string, string> Nicknames = new(StringComparer.OrdinalIgnoreCase)
    {
        ["@hourly"] = "0 * * * *",
        ["@daily"] = "0 0 * * *",
        ["@midnight"] = "0 0 * * *",
        ["@weekly"] = "0 0 * * 0",
        ["@monthly"] = "0 0 1 * *",
        ["@yearly"] = "0 0 1 1 *",
        ["@annually"] = "0 0 1 1 *",
    };

    private readonly ulong _seconds;
    private readonly ulong _minutes;
    private readonly ulong _hours;
    private readonly ulong _months;
    private readonly CronDays _days;
    private readonly IReadOnlySet<int>? _years;

    private CronTimes(string[] fields, bool isQuartz)
    {
        _seconds = Set(CronField.Second, fields[0]);
        _minutes = Set(CronField.Minute, fields[1]);
        _hours = Set(CronField.Hour, fields[2]);
        _days = CronDays.Read(fields[3], fields[5], isQuartz);
        _months = Set(CronField.Month, fields[4]);
        _years = fields is [.., var year] && fields.Length == 7 && year is not ("*" or "?") ? CronField.Year.Read(year).ToHashSet() : null;
        IsQuartz = isQuartz;
    }

    /// <summary>Whether it was given in Quartz's form.</summary>
    public bool IsQuartz { get; }

    /// <summary>Whether it names no hours: such an expression goes on through hours that clocks skip or repeat.</summary>
    public bool IsEveryHour => _hours == EveryHourOfDay;

    /// <exception cref="CronException">It is none: the message names the field.</exception>
    public static CronTimes Parse(string text)
    {
        var fields = (Nicknames.GetValueOrDefault(text.Trim()) ?? text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return fields.Length switch
        {
            5 => new CronTimes(["0", .. fields], isQuartz: false),
            6 or 7 => new CronTimes(fields, isQuartz: true),
            var count => throw new CronException(
                "", $"{OneLine.Quoted(text)} has {count} fields; it must have 5 (minute, hour, day of month, month, day of week, as 0 7 * * *) "
                    + "or Quartz's 6 or 7 (second first, year last, as 0 0 7 * * ?)"),
        };
    }

    /// <summary>The first clock time after another; null where there is none up to the year 2199.</summary>
    public DateTime? Next(DateTime after)
    {
        var from = after.AddTicks(-(after.Ticks % TimeSpan.TicksPerSecond)).AddSeconds(1);
        for (var day = from.Date; day.Year <= CronField.Year.Highest;)
        {
            if (_years?.Contains(day.Year) == false)
            {
                day = new DateTime(day.Year + 1, 1, 1);
            }
            else if ((_months >> day.Month & 1) == 0)
            {
                day = new DateTime(day.Year, day.Month, 1).AddMonths(1);
            }
            else if (_days.Contains(day) && NextTime(day == from.Date ? from.TimeOfDay : TimeSpan.Zero) is { } time)
            {
                return day + time;
            }
            else
            {
                day = day.AddDays(1);
            }
        }

        return null;
    }

    // The first time of day that is not before another.
    private TimeSpan? NextTime(TimeSpan from)
    {
        var (hour, minute, second) = (from.Hours, from.Minutes, from.Seconds);
        while (NextOf(_hours, hour) is var nextHour and >= 0)
        {
            (minute, second) = nextHour > hour ? (0, 0) : (minute, second);
            hour = nextHour;
            while (NextOf(_minutes, minute) is var nextMinute and >= 0)
            {
                second = nextMinute > minute ? 0 : second;
                minute = nextMinute;
                if (NextOf(_seconds, second) is var nextSecond and >= 0)
                {
                    return new TimeSpan(hour, minute, nextSecond);
                }

                (minute, second) = (minute + 1, 0);
            }

            (hour, minute, second) = (hour + 1, 0, 0);
        }

        return null;
    }

    private static int NextOf(ulong set, int from) =>
        set >> from is var rest && rest != 0 ? from + BitOperations.TrailingZeroCount(rest) : -1;

    private static ulong Set(CronField field, string text) => field.Read(text).Aggregate(0UL, (set, number) => set | (1UL << number));
}
