using System.Collections.Concurrent;
using System.Security.Cryptography;
using Atelier.Host.Automation.Runs;
using Atelier.Host.Automation.Schedules;
using Atelier.Host.Store;
using Atelier.Host.Store.Sqlite;
using Atelier.Host.Tests.Doubles;
using Atelier.Host.Tests.Store.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace Atelier.Host.Tests.Automation.Schedules;

/// <summary>The real Quartz with its file, in real time.</summary>
public sealed class QuartzAlarmTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly SqliteFixture _sqlite = new();

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    public void Dispose() => _sqlite.Dispose();

    [Fact]
    public async Task It_rings_at_the_time_that_was_set_last_and_not_at_one_that_was_cleared()
    {
        await using var alarm = NewAlarm();
        var rung = new BlockingCollection<(string Id, DateTimeOffset At)>();
        alarm.Rang += id =>
        {
            rung.Add((id, Now));
            return Task.CompletedTask;
        };
        var at = Now.AddSeconds(2);
        await alarm.SetAsync("moved", Now.AddHours(1), default);
        await alarm.SetAsync("moved", at, default);
        await alarm.SetAsync("cleared", at.AddSeconds(-1), default);
        await alarm.ClearAsync("cleared", default);

        var first = await Task.Run(() => rung.TryTake(out var one, Patience) ? one : default);

        Assert.Equal("moved", first.Id);
        Assert.True(first.At >= at.AddMilliseconds(-50), $"{at - first.At} too early");
    }

    [Fact]
    public async Task What_was_set_rings_after_a_restart_also_when_its_time_is_past()
    {
        var at = Now.AddSeconds(1);
        await using (var first = NewAlarm())
        {
            await first.SetAsync("kept", at, default);
        }

        await UntilAsync(at.AddSeconds(0.5));
        await using var second = NewAlarm();
        var rung = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        second.Rang += id =>
        {
            rung.TrySetResult(id);
            return Task.CompletedTask;
        };
        await second.SetAsync("another", Now.AddHours(1), default);

        Assert.Equal("kept", await rung.Task.WaitAsync(Patience));
    }

    [Fact]
    public async Task One_that_throws_rings_again_and_its_file_is_for_its_owner_alone()
    {
        await using var alarm = NewAlarm();
        var (count, twice) = (0, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        alarm.Rang += id =>
        {
            if (Interlocked.Increment(ref count) == 1)
            {
                _ = alarm.SetAsync(id, Now, default);
                throw new InvalidOperationException("the first time");
            }

            twice.TrySetResult();
            return Task.CompletedTask;
        };
        await alarm.SetAsync("a", Now, default);

        await twice.Task.WaitAsync(Patience);
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(QuartzAlarm.FileOf(_sqlite.Data)));
    }

    [Fact]
    public async Task Servers_that_come_and_go_start_each_time_once()
    {
        var from = new DateTimeOffset(Now.Ticks / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond, TimeSpan.Zero).AddSeconds(1);
        var (runs, schedules) = (new SqliteRunStore(_sqlite.Database, TimeProvider.System),
            new SqliteScheduleStore(_sqlite.Database, TimeProvider.System));
        var plan = new SchedulePlan
        {
            Target = new RunTarget("recipe", "hero", "{}"), Every = TimeSpan.FromSeconds(1), From = from, Until = from.AddSeconds(9),
            Missed = MissedPolicy.All,
            Overlap = OverlapPolicy.Queue,
        };
        for (var server = 0; server < 4; server++)
        {
            await using var alarm = NewAlarm();
            using var keeper = NewKeeper(schedules, runs, alarm);
            if (server == 0)
            {
                await keeper.AddAsync("dawn", "ann", plan, default);
            }
            else
            {
                await keeper.WakeOverdueAsync(all: true, default);
            }

            await UntilAsync(server == 3 ? from.AddSeconds(9) : Now.AddSeconds(1.7));
            await WaitForAsync(async () => server < 3 || (await runs.ListAsync(new RunFilter(200), default)).Count >= 10);
        }

        var due = (await runs.ListAsync(new RunFilter(200), default)).Select(run => run.DueAt!.Value).Reverse().ToList();
        Assert.Equal(Enumerable.Range(0, 10).Select(second => from.AddSeconds(second)), due);
        var history = await schedules.HistoryAsync((await schedules.FindByNameAsync("dawn", default))!.Id, null, 200, default);
        Assert.Equal(10, history.Count(entry => entry.Outcome == FireOutcome.Ran));
        Assert.Equal(10, history.Count);
    }

    private static Task UntilAsync(DateTimeOffset at) => at > Now ? Task.Delay(at - Now) : Task.CompletedTask;

    private static async Task WaitForAsync(Func<Task<bool>> isSo)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!await isSo())
        {
            await Task.Delay(50, patience.Token);
        }
    }

    private QuartzAlarm NewAlarm() => new(_sqlite.Data, TimeProvider.System, NullLogger<QuartzAlarm>.Instance);

    private static ScheduleKeeper NewKeeper(IScheduleStore schedules, IRunStore runs, IScheduleAlarm alarm)
    {
        var runners = new Runners([new PretendRunner()]);
        var ids = new Ulids(TimeProvider.System, RandomNumberGenerator.Fill);
        var queue = new RunQueue(runs, runners, new RunCancellations(), new RunSignal(), new FakeFeed());
        var fires = new ScheduleFires(schedules, runs, queue, ids, TimeProvider.System, NullLogger<ScheduleFires>.Instance);
        return new ScheduleKeeper(
            schedules, runs, runners, fires, alarm, new FakeFeed(), ids, TimeProvider.System, NullLogger<ScheduleKeeper>.Instance);
    }
}
