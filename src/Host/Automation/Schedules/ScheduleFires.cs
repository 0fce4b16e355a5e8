using Atelier.Generation;
using Atelier.Host.Automation.Runs;
using Atelier.Host.Automation.Schedules.Times;
using Atelier.Host.Store;
using Atelier.Host.Texts;
using Atelier.Jobs;

namespace Atelier.Host.Automation.Schedules;

/// <summary>
/// Settles what is due: starts a run for a time, or writes down why there is none. A time's run has the time in its key, so that a server
/// which ended between the run and the entry finds the run again when it is back, and starts no second one.
/// </summary>
internal sealed class ScheduleFires(
    IScheduleStore store, IRunStore runs, IRunQueue queue, Ulids ids, TimeProvider time, ILogger<ScheduleFires> logger)
{
    private const int MostQueued = 100;

    // More than are started together.
    private const int StartedLookedAt = 2 * FirePlan.MostLate;

    /// <summary>Settles what is due now.</summary>
    /// <param name="lead">How long before its time it starts.</param>
    /// <returns>What is settled after that.</returns>
    public async Task<DateTimeOffset> SettleAsync(Schedule schedule, Timetable table, TimeSpan lead, CancellationToken cancellation)
    {
        var (entries, events) = (new List<FireEntry>(), new List<ScheduleEvent>());
        var settled = schedule.Settled;
        foreach (var run in await StartedAsync(schedule, cancellation))
        {
            // What lies before it was left out when it was started.
            var due = run.DueAt!.Value;
            var (count, first, before) = (0L, (DateTimeOffset?)null, (DateTimeOffset?)null);
            foreach (var left in table.After(settled).TakeWhile(left => left < due))
            {
                (count, first, before) = (count + 1, first ?? left, left);
            }

            AddMissed(count, first, before);
            Add(Ran(schedule, due, run));
            settled = due;
        }

        var plan = FirePlan.Of(table, schedule.Plan.Missed, settled, time.GetUtcNow(), lead);
        AddMissed(plan.Missed, plan.FirstMissed, plan.LastMissed);
        foreach (var due in plan.Late)
        {
            Add(await RunAsync(schedule, due, OverlapPolicy.Queue, cancellation), time.GetUtcNow() - due);
        }

        foreach (var due in plan.OnTime)
        {
            // Behind those that are made up for, it waits its turn: it is not what is in the way.
            Add(await RunAsync(schedule, due, plan.Late.Count > 0 ? OverlapPolicy.Queue : schedule.Plan.Overlap, cancellation));
        }

        settled = plan.Last ?? settled;
        if (entries.Count > 0)
        {
            await store.SettleAsync(schedule.Id, settled, entries, events, cancellation);
        }

        return settled;

        void AddMissed(long count, DateTimeOffset? first, DateTimeOffset? last)
        {
            if (count > 0)
            {
                Add(Entry(FireOutcome.Missed, first) with { LastDue = count > 1 ? last : null, Count = count, Reason = FireReasons.Down });
            }
        }

        void Add(FireEntry entry, TimeSpan? late = null)
        {
            entries.Add(entry);
            if (entry.Outcome == FireOutcome.Missed)
            {
                events.Add(ScheduleEvent.Missed(schedule, entry));
                ScheduleLog.Missed(logger, schedule.Name, entry.Due, entry.Count, entry.LastDue ?? entry.Due, entry.Detail ?? entry.Reason);
            }
            else if (late is { } by)
            {
                entries[^1] = entry with { Reason = FireReasons.Down };
                events.Add(ScheduleEvent.Late(schedule, entry, FireReasons.Down, by));
                ScheduleLog.Late(logger, schedule.Name, by, entry.Due!.Value);
            }
        }
    }

    /// <summary>Starts a run now, whatever is due.</summary>
    /// <exception cref="RequestException">Its target cannot be run.</exception>
    public async Task<Run> RunNowAsync(Schedule schedule, CancellationToken cancellation)
    {
        var run = await queue.EnqueueAsync(NewRun(schedule), cancellation);
        await store.SettleAsync(schedule.Id, schedule.Settled, [Entry(FireOutcome.Manual, null) with { RunId = run.Id }], [], cancellation);
        return run;
    }

    private async Task<FireEntry> RunAsync(Schedule schedule, DateTimeOffset due, OverlapPolicy overlap, CancellationToken cancellation)
    {
        var active =
            await runs.ListAsync(
                new RunFilter(MostQueued, Trigger: schedule.Trigger, States: [JobState.Waiting, JobState.Running]), cancellation);
        if (active.Count > 0 && (overlap == OverlapPolicy.Skip || active.Count >= MostQueued))
        {
            var detail = overlap == OverlapPolicy.Skip ? $"run {active[^1].Id} was not over" : $"{active.Count} of its runs wait already";
            return Entry(FireOutcome.Missed, due) with { Reason = FireReasons.Overlap, Detail = detail };
        }

        try
        {
            // Before those that it replaces are ended: a target that cannot be run replaces nothing.
            var run = await queue.EnqueueAsync(
                NewRun(schedule) with
                {
                    Key = schedule.KeyOf(due),
                    DueAt = due,
                    NotBefore = schedule.Plan.Jitter > TimeSpan.Zero ? due + Jitter.Of(schedule, due) : null,
                }, cancellation);
            foreach (var replaced in overlap == OverlapPolicy.Replace ? active : [])
            {
                await queue.CancelAsync(replaced.Id, cancellation);
            }

            return Ran(schedule, due, run);
        }
        catch (RequestException exception)
        {
            return Entry(FireOutcome.Missed, due) with { Reason = FireReasons.Refused, Detail = OneLine.Of(exception.Message) };
        }
    }

    // Runs whose times have no entry: the server was killed between the two.
    private async Task<IEnumerable<Run>> StartedAsync(Schedule schedule, CancellationToken cancellation) =>
        (await runs.ListAsync(new RunFilter(StartedLookedAt, Trigger: schedule.Trigger), cancellation))
            .Where(run => run.DueAt is { } due && due > schedule.Settled && run.Key == schedule.KeyOf(due)).OrderBy(run => run.DueAt);

    private FireEntry Ran(Schedule schedule, DateTimeOffset due, Run run) =>
        Entry(FireOutcome.Ran, due) with { RunId = run.Id, Watched = schedule.Plan.Deadline };

    private NewRun NewRun(Schedule schedule) =>
        new(ids.Next(), schedule.Plan.Target, schedule.Owner, schedule.Trigger) { Lane = schedule.Lane };

    private FireEntry Entry(FireOutcome outcome, DateTimeOffset? due) =>
        new(ids.Next(), outcome, due, null, 1, time.GetUtcNow(), null, null, null, false);
}
