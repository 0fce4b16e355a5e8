using System.Text.Json;
using Atelier.Generation;
using Atelier.Host.Automation.Runs;
using Atelier.Host.Automation.Schedules;
using Atelier.Host.Configuration;
using Atelier.Host.Texts;

namespace Atelier.Host.Api.Native.Contracts;

/// <summary>What is run: by a schedule, or at once.</summary>
/// <param name="Kind"><c>recipe</c>, <c>script</c> or <c>job</c>.</param>
/// <param name="Name">Which recipe or script; for a job, what it is for (default: the schedule's name).</param>
/// <param name="Arguments">An object of arguments for a recipe, an array of texts for a script, a generation request for a job.</param>
internal sealed record TargetBody(string Kind, string? Name = null, JsonElement? Arguments = null)
{
    /// <param name="field">What its fields are below in the request: empty, or <c>target.</c>.</param>
    /// <param name="job">What a job without a name is for.</param>
    /// <exception cref="RequestException">The name is missing.</exception>
    public RunTarget ToTarget(string field, string job) => new(
        Kind,
        Name ?? (Kind == RunKinds.Job
            ? job
            : throw new RequestException(field + "name", $"is missing; it must name a {OneLine.Of(Kind, 64)}")),
        Arguments?.GetRawText() ?? (Kind == RunKinds.Script ? "[]" : "{}"));
}

/// <summary>A schedule that is wished for. Has <c>cron</c> or <c>every</c>.</summary>
/// <param name="Target">What runs.</param>
/// <param name="Name">1 to 64 letters, digits, '-', '_' or '.'.</param>
/// <param name="Cron">Five fields as cron has them (minute, hour, day of month, month, day of week), or Quartz's six or seven (second
/// first, year last).</param>
/// <param name="Every">An interval: <c>90m</c>, <c>6h</c>.</param>
/// <param name="Zone">The IANA time zone whose clocks <c>cron</c> means. Default <c>UTC</c>.</param>
/// <param name="From">Nothing is due before; <c>every</c> is counted from it.</param>
/// <param name="Until">Nothing is due after.</param>
/// <param name="Missed">What is done about times that it missed: <c>skip</c>, <c>once</c> (default) or <c>all</c>, at most the newest
/// 100.</param>
/// <param name="Overlap">What is done when its last run is not over: <c>skip</c> (default), <c>queue</c> or <c>replace</c>.</param>
/// <param name="Jitter">It starts up to this much later. Default <c>0s</c>.</param>
/// <param name="Deadline">Whether its times are when it is to be ready. Default false.</param>
/// <param name="Expected">With a deadline, how long a run takes, until some have been measured. Default <c>5m</c>.</param>
internal sealed record ScheduleBody(
    TargetBody Target, string? Name = null, string? Cron = null, string? Every = null, string? Zone = null, DateTimeOffset? From = null,
    DateTimeOffset? Until = null,
    MissedPolicy? Missed = null, OverlapPolicy? Overlap = null, string? Jitter = null, bool Deadline = false, string? Expected = null)
{
    /// <exception cref="RequestException">A field cannot be read.</exception>
    public SchedulePlan ToPlan(string? name)
    {
        var defaults = new SchedulePlan { Target = Target.ToTarget("target.", name ?? "a schedule") };
        return defaults with
        {
            Cron = Cron,
            Every = Time("every", Every),
            Zone = Zone ?? defaults.Zone,
            From = From,
            Until = Until,
            Missed = Missed ?? defaults.Missed,
            Overlap = Overlap ?? defaults.Overlap,
            Jitter = Time("jitter", Jitter) ?? defaults.Jitter,
            Deadline = Deadline,
            Expected = Time("expected", Expected) ?? defaults.Expected,
        };
    }

    private static TimeSpan? Time(string field, string? text) => text is null ? null
        : text == "0s" ? TimeSpan.Zero
        : DurationText.Parse(text)
            ?? throw new RequestException(field, $"{OneLine.Quoted(text)} is not a time; it must be one as 30s, 10m, 2h or 7d");
}

/// <summary>A schedule as it is shown.</summary>
/// <param name="Next">When it is due next; null where it is paused or over.</param>
/// <param name="LastRun">Its newest run.</param>
internal sealed record ScheduleView(
    string Name, TargetBody Target, string? Cron, string? Every, string Zone, DateTimeOffset? From, DateTimeOffset? Until,
    MissedPolicy Missed, OverlapPolicy Overlap,
    string Jitter, bool Deadline, string Expected, string Owner, bool Paused, DateTimeOffset CreatedAt, DateTimeOffset? Next,
    RunView? LastRun)
{
    public static ScheduleView Of(Schedule schedule, DateTimeOffset now, Run? last)
    {
        var (plan, table) = (schedule.Plan, ScheduleKeeper.TableOf(schedule));
        var next = schedule.Paused ? null : table.Next(schedule.Settled > now ? schedule.Settled : now);
        return new ScheduleView(
            schedule.Name, new TargetBody(plan.Target.Kind, plan.Target.Name, JsonElement.Parse(plan.Target.Arguments)), plan.Cron,
            plan.Every is { } every ? DurationText.Of(every) : null, plan.Zone, plan.From, plan.Until, plan.Missed, plan.Overlap,
            TextOf(plan.Jitter), plan.Deadline,
            TextOf(plan.Expected), schedule.Owner, schedule.Paused, schedule.CreatedAt, next is { } due ? table.Clock.Shown(due) : null,
            last is null ? null : RunView.Of(last));
    }

    private static string TextOf(TimeSpan time) => time == TimeSpan.Zero ? "0s" : DurationText.Of(time);
}

/// <summary>An entry of a schedule's history.</summary>
/// <param name="Outcome"><c>ran</c>, <c>manual</c> (somebody ran it now) or <c>missed</c>.</param>
/// <param name="DueAt">When it was due; the first time, where several were missed together.</param>
/// <param name="LastDueAt">The last time, where several were missed together.</param>
/// <param name="Count">How many times it speaks of.</param>
/// <param name="Reason">Why it was missed or late: <c>down</c>, <c>overlap</c> or <c>refused</c>.</param>
/// <param name="Run">What ran, as far as its record is still there.</param>
internal sealed record FireView(
    FireOutcome Outcome, DateTimeOffset? DueAt, DateTimeOffset? LastDueAt, long Count, DateTimeOffset At, string? Reason, string? Detail,
    string? RunId, RunView? Run)
{
    public static FireView Of(FireEntry entry, Run? run) => new(
        entry.Outcome, entry.Due, entry.LastDue, entry.Count, entry.At, entry.Reason, entry.Detail, entry.RunId,
        run is null ? null : RunView.Of(run));
}
