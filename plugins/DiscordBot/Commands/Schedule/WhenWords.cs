using System.Globalization;
using System.Text.RegularExpressions;
using Atelier.DiscordBot.Interactions;

namespace Atelier.DiscordBot.Commands.Schedule;

/// <summary>When something recurs, from people's words or cron's five fields to cron: at most once an hour.</summary>
internal static partial class WhenWords
{
    private const string Help =
        "`when` must be such as `daily 07:00`, `weekdays 7:30`, `monday and friday 18:00`, `monthly 15 09:00`, `every 6 hours`, "
        + "or cron's five fields.";

    private static readonly string[] Days = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

    private static readonly string[] Filling = ["at", "on", "the", "every", "each", "and", "of", "o'clock"];

    /// <exception cref="Refusal">It says nothing that can be understood.</exception>
    public static string ToCron(string text)
    {
        var words = text.Trim().ToLowerInvariant();
        return Cron().IsMatch(words) ? Checked(words)
            : Hours().Match(words) is { Success: true } hours ? Hourly(hours.Groups["hours"].Value)
            : Clock(words, out var rest) is var (hour, minute)
                ? string.Create(CultureInfo.InvariantCulture, $"{minute} {hour} {OnDays(rest)}")
                : throw new Refusal(Help);
    }

    // Cron can say every minute; a channel is not a slide show.
    private static string Checked(string cron)
    {
        var fields = cron.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return fields[0].All(char.IsAsciiDigit)
            ? string.Join(' ', fields)
            : throw new Refusal("`when` may be at most once an hour, so cron's first field must be one minute, as in `0 7 * * *`.");
    }

    private static string Hourly(string hours) => hours.Length == 0 ? "0 * * * *"
        : int.TryParse(hours, NumberStyles.None, CultureInfo.InvariantCulture, out var every) && every is >= 1 and <= 12 && 24 % every == 0
            ? every == 1 ? "0 * * * *" : $"0 */{every} * * *"
            : throw new Refusal("`when` can be every 1, 2, 3, 4, 6, 8 or 12 hours.");

    private static (int Hour, int Minute)? Clock(string words, out string rest)
    {
        var time = Time().Match(words);
        rest = words[..(time.Success ? time.Index : words.Length)];
        if (!time.Success)
        {
            return null;
        }

        if (time.Groups["name"].Success)
        {
            return time.Groups["name"].Value == "noon" ? (12, 0) : (0, 0);
        }

        var hour = int.Parse(time.Groups["hour"].Value, CultureInfo.InvariantCulture);
        var minute = time.Groups["minute"].Success ? int.Parse(time.Groups["minute"].Value, CultureInfo.InvariantCulture) : 0;
        var half = time.Groups["half"].Value;
        if (minute > 59 || hour > (half.Length > 0 ? 12 : 23) || half.Length > 0 && hour == 0)
        {
            throw new Refusal($"`when` has no time of day in “{time.Value.Trim()}”: hours go to 23, minutes to 59.");
        }

        return (half.Length == 0 ? hour : hour % 12 + (half == "pm" ? 12 : 0), minute);
    }

    /// <summary>Cron's last three fields: day of month, month, day of week.</summary>
    private static string OnDays(string text)
    {
        var words = text.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries).Where(word => !Filling.Contains(word)).ToArray();
        return words switch
        {
            [] or ["daily"] or ["day"] or ["days"] => "* * *",
            ["weekdays" or "weekday" or "workdays"] => "* * 1-5",
            ["weekends" or "weekend"] => "* * 0,6",
            ["weekly"] => "* * 1",
            ["monthly" or "month"] => "1 * *",
            ["monthly" or "month", var day] => $"{DayOfMonth(day)} * *",
            [var day, "monthly" or "month"] => $"{DayOfMonth(day)} * *",
            _ => $"* * {string.Join(',', words.Where(word => word != "weekly").Select(DayOfWeek).Distinct().Order())}",
        };
    }

    private static int DayOfMonth(string word) =>
        int.TryParse(Ordinal().Replace(word, ""), NumberStyles.None, CultureInfo.InvariantCulture, out var day) && day is >= 1 and <= 28
            ? day
            : throw new Refusal("`when` can be monthly on the days 1 to 28, as in `monthly 15 09:00`.");

    private static int DayOfWeek(string word)
    {
        var name = word.TrimEnd('s');
        var day = name.Length < 3
            ? -1
            : Array.FindIndex(Days, day => day.StartsWith(name, StringComparison.Ordinal) || day.TrimEnd('s') == name);
        return day >= 0 ? day : throw new Refusal(Help);
    }

    [GeneratedRegex(@"^(?:[0-9*/,\-]+\s+){2}[0-9*/,\-?lw]+\s+[0-9*/,\-a-z]+\s+[0-9*/,\-a-z#]+$", RegexOptions.CultureInvariant)]
    private static partial Regex Cron();

    [GeneratedRegex(@"^(?:hourly|every\s+(?:(?<hours>\d{1,2})\s+)?hours?)$", RegexOptions.CultureInvariant)]
    private static partial Regex Hours();

    [GeneratedRegex(
        @"(?:^|\s)(?:(?<hour>\d{1,2}):(?<minute>\d{2})\s*(?<half>am|pm)?|(?<hour>\d{1,2})\s*(?<half>am|pm)|(?<name>noon|midnight))$",
        RegexOptions.CultureInvariant)]
    private static partial Regex Time();

    [GeneratedRegex("(?:st|nd|rd|th)$", RegexOptions.CultureInvariant)]
    private static partial Regex Ordinal();
}
