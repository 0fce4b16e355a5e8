using Atelier.Host.Automation.Runs;
using Atelier.Host.Automation.Schedules;
using Atelier.Host.Automation.Schedules.Times;
using Atelier.Jobs;

namespace Atelier.Host.Tests.Automation.Schedules;

/// <summary>
/// Ten years of schedules, with both days of daylight saving time in each: servers that are down for minutes or days, that are killed
/// between a run and its entry, clocks that jump by two hours, and runs that take longer than a day. Afterwards each time has exactly one
/// entry, and each run exactly one time.
/// </summary>
public sealed class TenYearsTests
{
    private const string InTheGap = "30 2 * * *";
    private static readonly TimeSpan ThreeHours = TimeSpan.FromHours(3);

    public static TheoryData<string, string> Zones => new()
    {
        { "Europe/Berlin", InTheGap },
        { "America/New_York", InTheGap },
        { "Australia/Lord_Howe", "15 2 * * *" },
        { "America/Sao_Paulo", "30 0 * * *" },

        // Clocks are set back for Ramadan, which moves through the year: 02:30 comes twice on its eve, and not at all on the day after it.
        { "Africa/Casablanca", "30 2 * * *" },
        { "UTC", "0 12 29 2 *" },
        { "America/New_York", "30 1 * * *" },
    };

    [Theory]
    [MemberData(nameof(Zones))]
    public async Task No_time_is_lost_and_none_doubled_under_any_policy(string zone, string cron)
    {
        // Brazil's clocks have not changed since 2019.
        var begin = zone == "America/Sao_Paulo"
            ? new DateTimeOffset(2010, 1, 1, 0, 0, 0, TimeSpan.Zero)
            : new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var expected = ByTheMinute(TimeZoneInfo.FindSystemTimeZoneById(zone), cron, begin, begin.AddYears(10)).ToList();
        foreach (var missed in Enum.GetValues<MissedPolicy>())
        {
            foreach (var overlap in Enum.GetValues<OverlapPolicy>())
            {
                var plan = new SchedulePlan
                {
                    Target = new RunTarget("recipe", "hero", "{}"),
                    Cron = cron,
                    Zone = zone,
                    Missed = missed,
                    Overlap = overlap,
                };
                await LiveAsync(plan, begin, expected, new Random(((int)missed * 3) + (int)overlap));
            }
        }
    }

    private static async Task LiveAsync(SchedulePlan plan, DateTimeOffset begin, List<DateTimeOffset> expected, Random random)
    {
        var fixture = new ScheduleFixture();
        fixture.Time.Jump(begin - fixture.Now);
        var schedule = await fixture.AddAsync(plan);
        var jump = TimeSpan.Zero;
        while (fixture.Alarm.Set.TryGetValue(schedule.Id, out var alarm) && alarm < expected[^1])
        {
            // Timers are seldom late, and sometimes much.
            var late = random.Next(50) == 0 ? TimeSpan.FromMinutes(random.Next(1, 90)) : TimeSpan.FromMilliseconds(random.Next(0, 2000));
            await PassAsync(fixture, alarm - fixture.Now + late, random);
            switch (random.Next(40))
            {
                case 0:
                    await PassAsync(fixture, TimeSpan.FromHours(random.Next(1, 24 * 9)), random);
                    await fixture.RestartAsync();
                    break;
                case 1:
                    fixture.Schedules.BeforeSettling = () => throw new QueueRefusedException(QueueRefusal.ShuttingDown, "killed");
                    await fixture.Alarm.RingAsync(schedule.Id);
                    fixture.Schedules.BeforeSettling = null;
                    await PassAsync(fixture, TimeSpan.FromMinutes(random.Next(0, 3000)), random);
                    await fixture.RestartAsync();
                    break;
                case 2:
                    // The clock is wrong for a while, and then set right.
                    jump = jump == TimeSpan.Zero ? TimeSpan.FromHours(random.Next(2) == 0 ? 2 : -2) : -jump;
                    fixture.Time.Jump(jump);
                    jump = jump.Duration() == TimeSpan.FromHours(2) && random.Next(2) == 0 ? jump : TimeSpan.Zero;
                    await fixture.Keeper.WakeOverdueAsync(all: false, default);
                    break;
                default:
                    await fixture.Alarm.RingAsync(schedule.Id);
                    break;
            }
        }

        await Check(fixture, schedule, plan, expected);
    }

    // What waits begins, and what runs ends, at random.
    private static async Task PassAsync(ScheduleFixture fixture, TimeSpan time, Random random)
    {
        if (time > TimeSpan.Zero)
        {
            fixture.Time.Pass(time);
        }

        while (random.Next(8) > 0
            && await fixture.Runs.ListAsync(new RunFilter(1, States: [JobState.Waiting, JobState.Running]), default) is [_])
        {
            await fixture.Runs.BeginNextAsync(default);
            var running = await fixture.Runs.ListAsync(new RunFilter(1, States: [JobState.Running]), default);
            if (running is [var run])
            {
                await fixture.Runs.EndAsync(run.Id, RunOutcome.Succeeded(), default);
            }
        }
    }

    private static async Task Check(ScheduleFixture fixture, Schedule schedule, SchedulePlan plan, List<DateTimeOffset> expected)
    {
        var settled = (await fixture.Schedules.FindAsync(schedule.Id, default))!.Settled;
        var due = expected.Where(time => time <= settled).ToList();
        var history = await fixture.HistoryAsync(schedule);
        var entries = history.SelectMany(entry => Times(entry, due)).ToList();
        var runs = await fixture.RunsAsync();
        var name = $"{plan.Zone} {plan.Cron} {plan.Missed} {plan.Overlap}";

        // Each time has one entry, and nothing else has.
        Assert.True(due.Count > (plan.Cron!.Contains("29 2", StringComparison.Ordinal) ? 1 : 3640), $"{name}: only {due.Count} times");
        Assert.Equal(due, entries.Order());

        // Each entry that says so has its run, and nothing else has one.
        var ran = history.Where(entry => entry.Outcome == FireOutcome.Ran).ToList();
        Assert.Equal(ran.Select(entry => entry.RunId), runs.Select(run => run.Id));
        Assert.Equal(ran.Select(entry => entry.Due), runs.Select(run => run.DueAt));
        Assert.Equal(runs.Count, runs.Select(run => run.DueAt).Distinct().Count());

        // And the policies are kept to.
        var down = history.Where(entry => entry is { Outcome: FireOutcome.Missed, Reason: FireReasons.Down }).ToList();
        var late = ran.Where(entry => entry.Reason == FireReasons.Down).ToList();
        var overlapped = history.Where(entry => entry.Reason == FireReasons.Overlap).ToList();
        Assert.True(plan.Missed == MissedPolicy.Skip ? late.Count == 0 : plan.Missed != MissedPolicy.All || down.Count == 0, name);
        Assert.True(plan.Missed != MissedPolicy.Once || down.All(
            entry => history.Any(next => next.Outcome == FireOutcome.Ran && next.At >= entry.At && next.Due > entry.Due)), name);
        Assert.True(plan.Overlap == OverlapPolicy.Skip || overlapped.Count == 0, name);
        Assert.True(plan.Overlap == OverlapPolicy.Replace || runs.All(run => run.State != JobState.Canceled), name);
        if (due.Count > 100)
        {
            Assert.True(plan.Missed == MissedPolicy.All || down.Count > 10, $"{name}: nothing was missed");
            Assert.True(plan.Missed == MissedPolicy.Skip || late.Count > 10, $"{name}: nothing was late");
            Assert.True(plan.Overlap != OverlapPolicy.Skip || overlapped.Count > 10, $"{name}: nothing overlapped");
            Assert.True(plan.Overlap != OverlapPolicy.Replace || runs.Count(run => run.State == JobState.Canceled) > 10,
                $"{name}: nothing was replaced");
        }
    }

    private static IEnumerable<DateTimeOffset> Times(FireEntry entry, List<DateTimeOffset> due)
    {
        var times = entry.LastDue is null ? [entry.Due!.Value] : due.Where(time => time >= entry.Due && time <= entry.LastDue).ToList();
        Assert.Equal(entry.Count, times.Count);
        return times;
    }

    // By another way than the timetable: a walk through all minutes, looking at what clocks show. A time that comes up on a day is due the
    // first time; where a day's clocks pass it by, at the first minute behind it.
    private static IEnumerable<DateTimeOffset> ByTheMinute(TimeZoneInfo zone, string cron, DateTimeOffset from, DateTimeOffset to)
    {
        var times = CronTimes.Parse(cron);
        var reached = (from + zone.GetUtcOffset(from)).DateTime;
        var next = times.Next(reached);
        for (var at = from.AddMinutes(1); at <= to; at = at.AddMinutes(1))
        {
            // No clocks are changed by three hours: what is further off is passed over.
            at += next - (at + zone.GetUtcOffset(at)).DateTime is { } far && far > ThreeHours ? far - ThreeHours : TimeSpan.Zero;
            var shown = (at + zone.GetUtcOffset(at)).DateTime;
            if (next <= shown)
            {
                yield return at;
                next = times.Next(shown);
            }
        }
    }
}
