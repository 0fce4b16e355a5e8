using Atelier.Generation;
using Atelier.Host.Automation.Schedules.Times;
using Atelier.Host.Configuration;
using Atelier.Host.Texts;

namespace Atelier.Host.Automation.Schedules;

/// <summary>Whether a plan can be kept, and its timetable.</summary>
internal static class SchedulePlans
{
    private static readonly TimeSpan LongestEvery = TimeSpan.FromDays(3660);
    private static readonly TimeSpan LongestJitter = TimeSpan.FromHours(24);

    /// <param name="anchor">What an interval without a beginning is counted from.</param>
    /// <exception cref="RequestException">Something is wrong with it; the field is named.</exception>
    public static Timetable TableOf(SchedulePlan plan, DateTimeOffset anchor)
    {
        if (plan.Cron is null && plan.Every is null)
        {
            throw new RequestException("cron", "is missing; give cron, as \"0 7 * * *\", or every, as \"90m\"");
        }

        if (plan.Cron is not null && plan.Every is not null)
        {
            throw new RequestException("every", "does not go with cron; give one of the two");
        }

        if (plan.Every is { } every && (every < TimeSpan.FromSeconds(1) || every > LongestEvery))
        {
            throw new RequestException(
                "every", $"{DurationText.Of(every)} is not possible; it must be from 1s to {DurationText.Of(LongestEvery)}");
        }

        return new Timetable(
            plan.Cron is null ? null : Cron(plan.Cron), plan.Every ?? default, Zone(plan.Zone), plan.From ?? WholeSecond(anchor), plan.From,
            plan.Until);
    }

    /// <exception cref="RequestException">Something is wrong with it; the field is named.</exception>
    public static void Check(SchedulePlan plan, DateTimeOffset now)
    {
        var table = TableOf(plan, now);
        if (plan.Jitter < TimeSpan.Zero || plan.Jitter > LongestJitter)
        {
            throw new RequestException(
                "jitter", $"{DurationText.Of(plan.Jitter)} is not possible; it must be from 0s to {DurationText.Of(LongestJitter)}");
        }

        if (plan.Deadline && plan.Jitter > TimeSpan.Zero)
        {
            throw new RequestException("jitter", "does not go with deadline: what is to be ready at a time does not start at random");
        }

        if (plan.Expected <= TimeSpan.Zero || plan.Expected > LongestJitter)
        {
            throw new RequestException(
                "expected", $"{DurationText.Of(plan.Expected)} is not possible; it must be a time up to {DurationText.Of(LongestJitter)}");
        }

        if (plan.Until <= plan.From)
        {
            throw new RequestException("until", "must be after from");
        }

        if (table.Next(now) is null)
        {
            throw plan.Until is { } until && until <= now
                ? new RequestException("until", "is over already; it must be in the future, or left out")
                : new RequestException(
                    plan.Cron is null ? "until" : "cron", "is never due from now on; check the days, the months and until");
        }
    }

    private static CronTimes Cron(string text)
    {
        try
        {
            return CronTimes.Parse(text);
        }
        catch (CronException exception)
        {
            throw new RequestException("cron", exception.Message);
        }
    }

    private static TimeZoneInfo Zone(string name) => TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) && zone.HasIanaId
        ? zone
        : throw new RequestException(
            "zone",
            $"{OneLine.Quoted(name)} is unknown{NearestName.Hint(name, TimeZoneInfo.GetSystemTimeZones().Select(known => known.Id))}; it must be an IANA time zone, as Europe/Berlin");

    private static DateTimeOffset WholeSecond(DateTimeOffset time) => time.AddTicks(-(time.Ticks % TimeSpan.TicksPerSecond));
}
