using System.Globalization;
using Atelier.Host.Api.Native.Contracts;
using Atelier.Host.Automation.Schedules;
using Atelier.Host.Cli.Lists;

namespace Atelier.Host.Cli.Schedules;

/// <summary>Schedules, their times and their history as rows.</summary>
internal static class ScheduleRows
{
    public static Listing Of(IEnumerable<ScheduleView> schedules) => new(
        ["Name", "When", "Zone", "Runs", "Next", "Last", "Missed", "Overlap", "Owner"],
        [
            .. schedules.Select(schedule => (string[])
            [
                schedule.Name, schedule.Cron ?? $"every {schedule.Every}", schedule.Zone, $"{schedule.Target.Kind} {schedule.Target.Name}",
                schedule.Paused ? "paused" : Text(schedule.Next), schedule.LastRun?.State.ToString().ToLowerInvariant() ?? "",
                schedule.Missed.ToString().ToLowerInvariant(), schedule.Overlap.ToString().ToLowerInvariant(), schedule.Owner,
            ]),
        ],
        Details: 3);

    public static Listing Of(IEnumerable<UpcomingTime> times) => new(
        ["Due", "Starts", "Note"],
        [.. times.Select(time => (string[])[Text(time.DueAt), time.StartsAt == time.DueAt ? "" : Text(time.StartsAt), time.Note ?? ""])]);

    public static Listing Of(IEnumerable<FireView> entries) => new(
        ["Due", "Outcome", "Count", "Run", "State", "Reason", "Detail"],
        [
            .. entries.Select(entry => (string[])
            [
                entry.DueAt is null ? Text(entry.At) : Text(entry.DueAt) + (entry.LastDueAt is null ? "" : $" to {Text(entry.LastDueAt)}"),
                entry.Outcome.ToString().ToLowerInvariant(), entry.Count.ToString(CultureInfo.InvariantCulture), entry.RunId ?? "",
                entry.Run?.State.ToString().ToLowerInvariant() ?? "", entry.Reason ?? "", entry.Detail ?? "",
            ]),
        ]);

    private static string Text(DateTimeOffset? time) => time?.ToString("ddd yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture) ?? "";
}
