using System.Text.Json;
using Atelier.Generation;
using Atelier.Host.Automation.Runs;
using Atelier.Host.Automation.Schedules;
using Atelier.Jobs;

namespace Atelier.Host.Tests.Automation.Schedules;

public sealed class ScheduleKeeperTests
{
    private readonly ScheduleFixture _fixture = new();

    private static CancellationToken None => CancellationToken.None;

    [Fact]
    public async Task A_time_starts_one_run_and_the_alarm_is_set_for_the_next()
    {
        var schedule = await _fixture.AddAsync(ScheduleFixture.Hourly);
        var due = _fixture.Now.AddHours(1);
        Assert.Equal(due, _fixture.Alarm.Set[schedule.Id]);

        await _fixture.RingAsync(schedule);
        await _fixture.Alarm.RingAsync(schedule.Id);

        var run = Assert.Single(await _fixture.RunsAsync());
        Assert.Equal(("ann", "schedule:dawn", due, schedule.Plan.Target), (run.Owner, run.Trigger, run.DueAt, run.Target));
        Assert.Equal(
            (FireOutcome.Ran, due, run.Id),
            Assert.Single(await _fixture.HistoryAsync(schedule)) is var entry ? (entry.Outcome, entry.Due!.Value, entry.RunId) : default);
        Assert.Equal(due.AddHours(1), _fixture.Alarm.Set[schedule.Id]);
    }

    [Theory]
    [InlineData(OverlapPolicy.Skip)]
    [InlineData(OverlapPolicy.Queue)]
    [InlineData(OverlapPolicy.Replace)]
    internal async Task A_run_that_is_not_over_is_treated_by_the_policy(OverlapPolicy overlap)
    {
        var schedule = await _fixture.AddAsync(ScheduleFixture.Hourly with { Overlap = overlap });
        await _fixture.RingAsync(schedule);
        await _fixture.RingAsync(schedule);

        var (runs, second) = (await _fixture.RunsAsync(), (await _fixture.HistoryAsync(schedule))[1]);
        Assert.Equal(
            overlap switch
            {
                OverlapPolicy.Skip => [JobState.Waiting],
                OverlapPolicy.Queue => [JobState.Waiting, JobState.Waiting],
                _ => [JobState.Canceled, JobState.Waiting],
            },
            runs.Select(run => run.State));
        Assert.Equal(
            overlap == OverlapPolicy.Skip ? (FireOutcome.Missed, FireReasons.Overlap) : (FireOutcome.Ran, null),
            (second.Outcome, second.Reason));
        Assert.Equal(overlap == OverlapPolicy.Skip ? ["schedule.missed"] : [], _fixture.Schedules.Events.Select(told => told.Type));
    }

    [Fact]
    public async Task Of_500_times_that_a_server_missed_one_is_made_up_for_and_the_others_are_told()
    {
        var schedule = await _fixture.AddAsync(ScheduleFixture.Hourly);
        _fixture.Time.Pass(TimeSpan.FromHours(500.5));

        await _fixture.RestartAsync();

        var run = Assert.Single(await _fixture.RunsAsync());
        Assert.Equal(schedule.CreatedAt.AddHours(500), run.DueAt);
        Assert.Equal(
            [(FireOutcome.Missed, 499L), (FireOutcome.Ran, 1L)],
            (await _fixture.HistoryAsync(schedule)).Select(entry => (entry.Outcome, entry.Count)));
        var told = _fixture.Schedules.Events.Select(told => (told.Type, JsonElement.Parse(told.Data))).ToList();
        Assert.Equal(["schedule.missed", "schedule.late"], told.Select(one => one.Type));
        Assert.Equal((499, "down"), (told[0].Item2.GetProperty("count").GetInt32(), told[0].Item2.GetProperty("reason").GetString()));
        Assert.Equal((1800, run.Id), (told[1].Item2.GetProperty("lateSeconds").GetInt32(), told[1].Item2.GetProperty("runId").GetString()));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(-2)]
    public async Task A_clock_that_jumps_two_hours_loses_nothing_and_doubles_nothing(int hours)
    {
        var schedule = await _fixture.AddAsync(ScheduleFixture.Hourly with { Missed = MissedPolicy.All, Overlap = OverlapPolicy.Queue });
        for (var i = 0; i < 3; i++)
        {
            await _fixture.RingAsync(schedule);
        }

        _fixture.Time.Jump(TimeSpan.FromHours(hours));
        await _fixture.Keeper.WakeOverdueAsync(all: false, None);
        for (var i = 0; i < 3; i++)
        {
            await _fixture.RingAsync(schedule);
        }

        var due = (await _fixture.RunsAsync()).Select(run => run.DueAt!.Value).ToList();
        Assert.Equal(Enumerable.Range(1, due.Count).Select(hour => schedule.CreatedAt.AddHours(hour)), due);
        Assert.Equal(hours > 0 ? 8 : 6, due.Count);
    }

    [Fact]
    public async Task A_server_that_is_killed_between_the_run_and_its_entry_starts_no_second_run()
    {
        var schedule = await _fixture.AddAsync(ScheduleFixture.Hourly);
        _fixture.Schedules.BeforeSettling = () => throw new QueueRefusedException(QueueRefusal.ShuttingDown, "killed");
        await _fixture.RingAsync(schedule);
        Assert.Empty(await _fixture.HistoryAsync(schedule));
        _fixture.Schedules.BeforeSettling = null;

        await _fixture.RestartAsync();

        var run = Assert.Single(await _fixture.RunsAsync());
        Assert.Equal(
            (FireOutcome.Ran, run.Id),
            Assert.Single(await _fixture.HistoryAsync(schedule)) is var entry ? (entry.Outcome, entry.RunId) : default);
    }

    [Fact]
    public async Task One_that_is_killed_there_and_comes_back_late_knows_what_it_ran_and_what_it_left_out()
    {
        var schedule = await _fixture.AddAsync(ScheduleFixture.Hourly with { Missed = MissedPolicy.Skip, Overlap = OverlapPolicy.Queue });
        _fixture.Time.Pass(TimeSpan.FromHours(3));
        _fixture.Schedules.BeforeSettling = () => throw new QueueRefusedException(QueueRefusal.ShuttingDown, "killed");
        await _fixture.Alarm.RingAsync(schedule.Id);
        _fixture.Schedules.BeforeSettling = null;
        _fixture.Time.Pass(TimeSpan.FromHours(2.5));

        await _fixture.RestartAsync();

        var run = Assert.Single(await _fixture.RunsAsync());
        Assert.Equal(
            [(FireOutcome.Missed, 2L, null), (FireOutcome.Ran, 1L, run.Id), (FireOutcome.Missed, 2L, null)],
            (await _fixture.HistoryAsync(schedule)).Select(entry => (entry.Outcome, entry.Count, entry.RunId)));
    }

    [Fact]
    public async Task A_store_that_cannot_be_written_is_tried_again()
    {
        var schedule = await _fixture.AddAsync(ScheduleFixture.Hourly);
        _fixture.Schedules.BeforeSettling = () => throw new QueueRefusedException(QueueRefusal.NoSpace, "full");
        await _fixture.RingAsync(schedule);
        _fixture.Schedules.BeforeSettling = null;

        Assert.Equal(_fixture.Now.AddSeconds(10), _fixture.Alarm.Set[schedule.Id]);
        await _fixture.RingAsync(schedule);
        Assert.Single(await _fixture.HistoryAsync(schedule));
    }

    [Fact]
    public async Task While_it_is_paused_nothing_is_due_and_nothing_is_made_up_for()
    {
        var schedule = await _fixture.AddAsync(ScheduleFixture.Hourly with { Missed = MissedPolicy.All });
        await _fixture.Keeper.SetPausedAsync("dawn", true, None);
        Assert.False(_fixture.Alarm.Set.ContainsKey(schedule.Id));
        _fixture.Time.Pass(TimeSpan.FromHours(5.5));
        await _fixture.RestartAsync();
        await _fixture.Alarm.RingAsync(schedule.Id);
        Assert.Empty(await _fixture.HistoryAsync(schedule));

        await _fixture.Keeper.SetPausedAsync("dawn", false, None);
        await _fixture.RingAsync(schedule);

        Assert.Equal(schedule.CreatedAt.AddHours(6), Assert.Single(await _fixture.RunsAsync()).DueAt);
    }

    [Fact]
    public async Task Somebody_runs_it_now_and_what_is_due_stays_due()
    {
        var schedule = await _fixture.AddAsync(ScheduleFixture.Hourly with { Overlap = OverlapPolicy.Queue });

        var run = (await _fixture.Keeper.RunNowAsync("dawn", None))!;
        await _fixture.RingAsync(schedule);

        Assert.Equal((null, "schedule:dawn"), (run.DueAt, run.Trigger));
        Assert.Equal([FireOutcome.Manual, FireOutcome.Ran], (await _fixture.HistoryAsync(schedule)).Select(entry => entry.Outcome));
        Assert.Null(await _fixture.Keeper.RunNowAsync("nothing", None));
    }

    [Fact]
    public async Task Other_times_count_from_now_and_other_words_change_no_time()
    {
        var schedule = await _fixture.AddAsync(ScheduleFixture.Hourly);
        _fixture.Time.Pass(TimeSpan.FromHours(2.5));

        var renamed =
            await _fixture.Keeper.ChangeAsync("dawn", schedule.Plan with { Target = schedule.Plan.Target with { Name = "other" } }, None);
        Assert.Equal(schedule.Settled, renamed!.Settled);
        var moved = await _fixture.Keeper.ChangeAsync("dawn", schedule.Plan with { Every = TimeSpan.FromMinutes(10) }, None);
        Assert.Equal(_fixture.Now, moved!.Settled);
        Assert.Equal(schedule.CreatedAt.AddMinutes(160), _fixture.Alarm.Set[schedule.Id]);
    }

    [Fact]
    public async Task One_that_is_removed_rings_no_more()
    {
        var schedule = await _fixture.AddAsync(ScheduleFixture.Hourly);

        Assert.True(await _fixture.Keeper.RemoveAsync("dawn", None));
        Assert.False(await _fixture.Keeper.RemoveAsync("dawn", None));
        Assert.Empty(_fixture.Alarm.Set);
        _fixture.Time.Pass(TimeSpan.FromHours(1));
        await _fixture.Alarm.RingAsync(schedule.Id);
        Assert.Empty(await _fixture.RunsAsync());
    }

    [Fact]
    public async Task A_target_that_is_gone_when_it_is_due_is_missed_with_its_reason()
    {
        var schedule = await _fixture.AddAsync(ScheduleFixture.Hourly);
        await _fixture.Schedules.UpdateAsync(
            schedule with { Plan = schedule.Plan with { Target = schedule.Plan.Target with { Name = "unknown" } } }, None);

        await _fixture.RingAsync(schedule);

        var entry = Assert.Single(await _fixture.HistoryAsync(schedule));
        Assert.Equal((FireOutcome.Missed, FireReasons.Refused), (entry.Outcome, entry.Reason));
        Assert.Contains("'unknown' is unknown", entry.Detail);
        Assert.Equal("schedule.missed", Assert.Single(_fixture.Schedules.Events).Type);
        Assert.Equal(
            "target.name",
            (await Assert.ThrowsAsync<RequestException>(
                () => _fixture.AddAsync(schedule.Plan with { Target = new RunTarget("recipe", "unknown", "{}") }, "b"))).Field);
    }

    [Fact]
    public async Task With_jitter_a_run_starts_later_always_by_the_same_time()
    {
        var schedule = await _fixture.AddAsync(ScheduleFixture.Hourly with { Jitter = TimeSpan.FromMinutes(10) });
        await _fixture.RingAsync(schedule);
        var run = Assert.Single(await _fixture.RunsAsync());
        var jitter = Jitter.Of(schedule, run.DueAt!.Value);

        Assert.InRange(jitter, TimeSpan.FromMilliseconds(1), TimeSpan.FromMinutes(10));
        _fixture.Time.Pass(jitter - TimeSpan.FromMilliseconds(1));
        Assert.Null(await _fixture.Runs.BeginNextAsync(None));
        _fixture.Time.Pass(TimeSpan.FromMilliseconds(1));
        Assert.Equal(run.Id, (await _fixture.Runs.BeginNextAsync(None))!.Id);

        var all = Enumerable.Range(0, 1000).Select(n => Jitter.Of($"k{n}", TimeSpan.FromMinutes(10)).TotalMinutes).ToList();
        Assert.InRange(all.Average(), 4.5, 5.5);
        Assert.Equal(all, Enumerable.Range(0, 1000).Select(n => Jitter.Of($"k{n}", TimeSpan.FromMinutes(10)).TotalMinutes));
    }

    [Fact]
    public async Task With_a_deadline_it_starts_as_long_before_as_its_runs_took()
    {
        var schedule = await _fixture.AddAsync(ScheduleFixture.Hourly with { Deadline = true, Expected = TimeSpan.FromMinutes(2) });
        var due = schedule.CreatedAt.AddHours(1);
        Assert.Equal(due.AddMinutes(-2), _fixture.Alarm.Set[schedule.Id]);

        await _fixture.RingAsync(schedule);
        Assert.Equal(due, Assert.Single(await _fixture.RunsAsync()).DueAt);
        await _fixture.EndRunAsync(after: TimeSpan.FromSeconds(100));
        var watch = _fixture.Watch();
        await watch.WatchDeadlinesAsync(None);
        Assert.Empty(_fixture.Schedules.Events);

        // The next begins 100 s and a fifth before; and ends too late.
        await _fixture.Alarm.RingAsync(schedule.Id);
        Assert.Equal(due.AddHours(1).AddSeconds(-120), _fixture.Alarm.Set[schedule.Id]);
        await _fixture.RingAsync(schedule);
        await _fixture.Runs.BeginNextAsync(None);
        _fixture.Time.Pass(119);
        await watch.WatchDeadlinesAsync(None);
        Assert.Empty(_fixture.Schedules.Events);
        _fixture.Time.Pass(2);
        await watch.WatchDeadlinesAsync(None);
        await watch.WatchDeadlinesAsync(None);

        var late = Assert.Single(_fixture.Schedules.Events);
        Assert.Equal(("schedule.late", "deadline"), (late.Type, JsonElement.Parse(late.Data).GetProperty("reason").GetString()));
    }

    [Theory]
    [InlineData("61 * * * *", null, "UTC", "cron", "minute: '61' is not possible; it must be from 0 to 59")]
    [InlineData("0 0 30 2 *", null, "UTC", "cron", "is never due")]
    [InlineData(null, null, "UTC", "cron", "is missing; give cron")]
    [InlineData("0 7 * * *", "01:00:00", "UTC", "every", "one of the two")]
    [InlineData(null, "00:00:00.5", "UTC", "every", "from 1s")]
    [InlineData("0 7 * * *", null, "Europe/Berln", "zone", "did you mean 'Europe/Berlin'")]
    [InlineData("0 7 * * *", null, "../../etc/passwd", "zone", "IANA")]
    public async Task A_plan_that_cannot_be_kept_is_refused_by_its_field(
        string? cron, string? every, string zone, string field, string right)
    {
        var plan = ScheduleFixture.Hourly with
        {
            Cron = cron,
            Every = every is null ? null : TimeSpan.Parse(every, System.Globalization.CultureInfo.InvariantCulture),
            Zone = zone,
        };

        var wrong = await Assert.ThrowsAsync<RequestException>(() => _fixture.AddAsync(plan));

        Assert.Equal(field, wrong.Field);
        Assert.Contains(right, wrong.Problem);
        Assert.Empty(await _fixture.Schedules.ListAsync(None));
    }

    [Fact]
    public async Task What_does_not_go_together_is_refused()
    {
        var hourly = ScheduleFixture.Hourly;
        foreach (var (plan, field) in new[]
        {
            (hourly with { Deadline = true, Jitter = TimeSpan.FromSeconds(1) }, "jitter"),
            (hourly with { Jitter = TimeSpan.FromDays(2) }, "jitter"),
            (hourly with { Until = _fixture.Now.AddDays(-1) }, "until"),
            (hourly with { From = _fixture.Now.AddDays(2), Until = _fixture.Now.AddDays(1) }, "until"),
            (hourly with { Expected = TimeSpan.Zero }, "expected"),
        })
        {
            Assert.Equal(field, (await Assert.ThrowsAsync<RequestException>(() => _fixture.AddAsync(plan))).Field);
        }
    }
}
