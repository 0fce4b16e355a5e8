using System.Globalization;
using Atelier.Host.Texts;

namespace Atelier.Host.Automation.Schedules.Times;

/// <summary>One field of a cron expression: what its numbers and names may be.</summary>
/// <param name="Name">As people call it: <c>minute</c>.</param>
/// <param name="Names">What may stand for numbers, from <paramref name="Lowest"/> upwards.</param>
/// <param name="Example">What would be right, for messages.</param>
internal sealed record CronField(string Name, int Lowest, int Highest, IReadOnlyList<string> Names, string Example)
{
    private static readonly string[] DaysOfWeek = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];
    private static readonly string[] Months = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];

    public static readonly CronField Second = new("second", 0, 59, [], "0, 0,30 or */10");
    public static readonly CronField Minute = new("minute", 0, 59, [], "0, 0,30 or */10");
    public static readonly CronField Hour = new("hour", 0, 23, [], "7, 9-17 or */2");
    public static readonly CronField DayOfMonth = new("day of month", 1, 31, [], "1, 1,15, */2, L or 15W");
    public static readonly CronField Month = new("month", 1, 12, Months, "1, JAN or MAR-OCT");
    public static readonly CronField Year = new("year", 1970, 2199, [], "2027 or 2027-2030");

    /// <summary>Cron's own: 0 and 7 are Sunday.</summary>
    public static readonly CronField DayOfWeekFromZero = new("day of week", 0, 7, DaysOfWeek, "1-5, MON-FRI or 0 for Sunday");

    /// <summary>Quartz's: 1 is Sunday.</summary>
    public static readonly CronField DayOfWeekFromOne = new("day of week", 1, 7, DaysOfWeek, "MON-FRI, FRI#2, FRIL or 1 for Sunday");

    /// <summary>Reads a list of numbers, ranges and steps.</summary>
    /// <exception cref="CronException">It is none.</exception>
    public IEnumerable<int> Read(string text) => text.Split(',').SelectMany(part => Part(part, text)).Distinct();

    /// <summary>One number or name.</summary>
    /// <exception cref="CronException">It is none of this field's.</exception>
    public int Number(string text, string whole)
    {
        var name = Names.Select((name, index) => (name, index))
            .FirstOrDefault(known => known.name.Equals(text, StringComparison.OrdinalIgnoreCase));
        return name.name is not null ? Lowest + name.index
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= Lowest && number <= Highest
                ? number
            : throw Wrong(whole, text);
    }

    public CronException Wrong(string whole, string? part = null) => new(
        Name, $"{OneLine.Quoted(part is null or "" ? whole : part)} is not possible; it must be from {Lowest} to {Highest}, as {Example}");

    private IEnumerable<int> Part(string part, string whole)
    {
        var (range, step) = part.Split('/') switch
        {
            [var all] => (all, 1),
            [var all, var every] when int.TryParse(every, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1
                && number <= Highest => (all, number),
            _ => throw Wrong(whole, part),
        };
        var (first, last) = range.Split('-') switch
        {
            ["*"] => (Lowest, Highest),
            [var one] => (Number(one, whole), part.Contains('/') ? Highest : Number(one, whole)),
            [var from, var to] => (Number(from, whole), Number(to, whole)),
            _ => throw Wrong(whole, part),
        };

        // 22-2 and FRI-MON go over the end.
        var length = last >= first ? last - first : Highest - Lowest + 1 - (first - last);
        for (var i = 0; i <= length; i += step)
        {
            yield return Lowest + ((first - Lowest + i) % (Highest - Lowest + 1));
        }
    }
}

/// <summary>A cron expression that is none. The message is one line, and says what would be right.</summary>
internal sealed class CronException(string field, string problem) : Exception(field.Length > 0 ? $"{field}: {problem}" : problem);
