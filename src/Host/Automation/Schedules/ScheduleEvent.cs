using System.Text.Json;
using System.Text.Json.Serialization;

namespace Atelier.Host.Automation.Schedules;

/// <summary>
/// Something that schedules tell: <c>schedule.missed</c>, a time at which nothing ran, and <c>schedule.late</c>, one at which it ran or was
/// ready too late.
/// </summary>
/// <param name="Data">A JSON object.</param>
internal sealed record ScheduleEvent(string Type, string Owner, string Data)
{
    private static readonly JsonSerializerOptions Json =
        new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public static ScheduleEvent Missed(Schedule schedule, FireEntry entry) => new("schedule.missed", schedule.Owner, JsonSerializer.Serialize(
        new { schedule = schedule.Name, entry.Reason, entry.Detail, dueAt = entry.Due, lastDueAt = entry.LastDue, entry.Count }, Json));

    /// <param name="by">How late it is, or was when it began.</param>
    public static ScheduleEvent Late(Schedule schedule, FireEntry entry, string reason, TimeSpan by) => new("schedule.late", schedule.Owner, JsonSerializer.Serialize(
        new { schedule = schedule.Name, reason, dueAt = entry.Due, lateSeconds = Math.Round(by.TotalSeconds, 1), entry.RunId }, Json));
}
