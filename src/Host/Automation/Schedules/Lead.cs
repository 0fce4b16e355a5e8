using Atelier.Host.Automation.Runs;
using Atelier.Jobs;

namespace Atelier.Host.Automation.Schedules;

/// <summary>How long before its time a schedule with a deadline starts: the longest of its last runs, and some.</summary>
internal static class Lead
{
    private const int RunsLookedAt = 10;
    private const double Margin = 1.2;
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Most = TimeSpan.FromHours(24);

    public static async Task<TimeSpan> OfAsync(Schedule schedule, IRunStore runs, CancellationToken cancellation) => schedule.Plan.Deadline
        ? Of(schedule.Plan,
            await runs.ListAsync(new RunFilter(RunsLookedAt, Trigger: schedule.Trigger, States: [JobState.Succeeded]), cancellation))
        : TimeSpan.Zero;

    public static TimeSpan Of(SchedulePlan plan, IEnumerable<Run> ended)
    {
        var measured = ended.Select(run => run.EndedAt - run.StartedAt).OfType<TimeSpan>().DefaultIfEmpty(plan.Expected / Margin).Max();
        var lead = measured * Margin;
        return lead < Least ? Least : lead > Most ? Most : TimeSpan.FromSeconds(Math.Ceiling(lead.TotalSeconds));
    }
}
