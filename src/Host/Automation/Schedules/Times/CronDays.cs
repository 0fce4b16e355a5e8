using System.Globalization;

namespace Atelier.Host.Automation.Schedules.Times;

/// <summary>On which days of a month a cron expression matches.</summary>
internal sealed class CronDays
{
    private readonly Func<DateTime, bool> _matches;

    private CronDays(Func<DateTime, bool> matches) => _matches = matches;

    public bool Contains(DateTime day) => _matches(day);

    /// <param name="isQuartz">Whether it is Quartz's form, in which Sunday is 1 and only one of the two may say something.</param>
    /// <exception cref="CronException">A field cannot be read.</exception>
    public static CronDays Read(string dayOfMonth, string dayOfWeek, bool isQuartz)
    {
        var (ofMonth, ofWeek) = (OfMonth(dayOfMonth), OfWeek(dayOfWeek, isQuartz));
        if (IsAny(dayOfMonth) || IsAny(dayOfWeek))
        {
            return new CronDays(day => ofMonth(day) && ofWeek(day));
        }

        if (isQuartz)
        {
            throw new CronException(CronField.DayOfWeekFromOne.Name, "says days, and so does the day of month; put ? in one of the two");
        }

        // Cron's old rule: a day on which either matches, unless one of them only thins out all days (*/2).
        return dayOfMonth[0] == '*' || dayOfWeek[0] == '*'
            ? new CronDays(day => ofMonth(day) && ofWeek(day))
            : new CronDays(day => ofMonth(day) || ofWeek(day));
    }

    private static bool IsAny(string text) => text is "*" or "?";

    private static Func<DateTime, bool> OfMonth(string text)
    {
        var field = CronField.DayOfMonth;
        if (IsAny(text))
        {
            return _ => true;
        }

        var upper = text.ToUpperInvariant();
        if (upper == "LW")
        {
            return day => day.Day == NearestWeekday(day, Last(day));
        }

        if (upper[0] == 'L')
        {
            var before = upper == "L" ? 0
                : upper.StartsWith("L-", StringComparison.Ordinal)
                    && int.TryParse(upper[2..], NumberStyles.None, CultureInfo.InvariantCulture, out var given) && given is >= 1 and <= 30
                    ? given
                : throw field.Wrong(text);
            return day => day.Day == Last(day) - before;
        }

        if (upper[^1] == 'W')
        {
            var wanted = field.Number(upper[..^1], text);
            return day => wanted <= Last(day) && day.Day == NearestWeekday(day, wanted);
        }

        var days = field.Read(text).ToHashSet();
        return day => days.Contains(day.Day);
    }

    private static Func<DateTime, bool> OfWeek(string text, bool isQuartz)
    {
        var field = isQuartz ? CronField.DayOfWeekFromOne : CronField.DayOfWeekFromZero;
        if (IsAny(text))
        {
            return _ => true;
        }

        if (text.Split('#') is [var which, var number])
        {
            var (wanted, count) = (Day(field.Number(which, text)),
                number is [>= '1' and <= '5'] ? number[0] - '0' : throw field.Wrong(text));
            return day => day.DayOfWeek == wanted && (day.Day - 1) / 7 == count - 1;
        }

        if (text[^1] is 'L' or 'l')
        {
            var wanted = text.Length == 1 ? DayOfWeek.Saturday : Day(field.Number(text[..^1], text));
            return day => day.DayOfWeek == wanted && (text.Length == 1 || day.Day > Last(day) - 7);
        }

        var days = field.Read(text).Select(Day).ToHashSet();
        return day => days.Contains(day.DayOfWeek);

        DayOfWeek Day(int given) => (DayOfWeek)((given - (isQuartz ? 1 : 0)) % 7);
    }

    private static int Last(DateTime day) => DateTime.DaysInMonth(day.Year, day.Month);

    // In the same month: the 1st, on a Saturday, goes to Monday the 3rd.
    private static int NearestWeekday(DateTime day, int wanted) => new DateTime(day.Year, day.Month, wanted).DayOfWeek switch
    {
        DayOfWeek.Saturday => wanted == 1 ? 3 : wanted - 1,
        DayOfWeek.Sunday => wanted == Last(day) ? wanted - 2 : wanted + 1,
        _ => wanted,
    };
}
