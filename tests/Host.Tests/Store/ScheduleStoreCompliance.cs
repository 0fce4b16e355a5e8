using Atelier.Host.Automation.Runs;
using Atelier.Host.Automation.Schedules;
using Atelier.Host.Store.Sqlite;
using Atelier.Host.Tests.Doubles;
using Atelier.Host.Tests.Store.Sqlite;

namespace Atelier.Host.Tests.Store;

/// <summary>What every <see cref="IScheduleStore"/> keeps to.</summary>
public abstract class ScheduleStoreCompliance
{
    private static readonly DateTimeOffset Noon = new(2027, 3, 28, 12, 0, 0, TimeSpan.Zero);

    private static CancellationToken None => CancellationToken.None;

    private protected abstract IScheduleStore Store { get; }

    /// <summary>The types of all events that were appended, in order.</summary>
    private protected abstract Task<IReadOnlyList<string>> EventsAsync();

    [Fact]
    public async Task A_schedule_comes_back_with_all_that_it_was_added_with()
    {
        var full = Schedule("dawn") with
        {
            Paused = true,
            Plan = new SchedulePlan
            {
                Target = new RunTarget("recipe", "hero", """{"topic":"sea"}"""), Cron = "0 7 * * *", Zone = "Europe/Berlin", From = Noon,
                Until = Noon.AddTicks(1),
                Missed = MissedPolicy.All, Overlap = OverlapPolicy.Replace, Jitter = TimeSpan.FromSeconds(90), Deadline = true,
                Expected = TimeSpan.FromMinutes(2),
            },
        };
        var plain = Schedule("dusk");

        Assert.True(await Store.AddAsync(plain, None));
        Assert.True(await Store.AddAsync(full, None));

        Assert.Equal(full, await Store.FindAsync(full.Id, None));
        Assert.Equal(plain, await Store.FindByNameAsync("dusk", None));
        Assert.Equal([full, plain], await Store.ListAsync(None));
        Assert.Null(await Store.FindAsync("nothing", None));
        Assert.Null(await Store.FindByNameAsync("nothing", None));
    }

    [Fact]
    public async Task A_name_is_taken_once_and_free_when_it_is_removed()
    {
        var first = Schedule("dawn");
        await Store.AddAsync(first, None);
        Assert.False(await Store.AddAsync(Schedule("dawn"), None));

        await Store.SettleAsync(first.Id, Noon, [Ran(Noon)], [], None);
        await Store.RemoveAsync(first.Id, None);

        Assert.Empty(await Store.ListAsync(None));
        Assert.Empty(await Store.HistoryAsync(first.Id, null, 10, None));
        Assert.True(await Store.AddAsync(Schedule("dawn"), None));
    }

    [Fact]
    public async Task What_is_settled_never_goes_back_but_by_a_change()
    {
        var schedule = Schedule("dawn");
        await Store.AddAsync(schedule, None);

        await Store.SettleAsync(schedule.Id, Noon.AddHours(2), [], [], None);
        await Store.SettleAsync(schedule.Id, Noon.AddHours(1), [], [], None);
        Assert.Equal(Noon.AddHours(2), (await Store.FindAsync(schedule.Id, None))!.Settled);

        await Store.UpdateAsync(schedule with { Settled = Noon, Paused = true, Plan = schedule.Plan with { Cron = "0 8 * * *" } }, None);
        Assert.Equal(
            (Noon, true, "0 8 * * *"),
            await Store.FindAsync(schedule.Id, None) is { } found ? (found.Settled, found.Paused, found.Plan.Cron) : default);
    }

    [Fact]
    public async Task A_time_keeps_its_first_entry()
    {
        var schedule = Schedule("dawn");
        await Store.AddAsync(schedule, None);
        var (first, manual) = (Ran(Noon), Ran(Noon) with { Outcome = FireOutcome.Manual, Due = null });

        await Store.SettleAsync(schedule.Id, Noon, [first], [], None);
        await Store.SettleAsync(
            schedule.Id, Noon, [Ran(Noon) with { Outcome = FireOutcome.Missed }, manual, manual with { Id = Some.Id() }], [], None);

        var history = await Store.HistoryAsync(schedule.Id, null, 10, None);
        Assert.Equal([FireOutcome.Manual, FireOutcome.Manual, FireOutcome.Ran], history.Select(entry => entry.Outcome));
        Assert.Equal(first, history[2]);
    }

    [Fact]
    public async Task A_history_goes_from_new_to_old_by_pages_each_schedule_its_own()
    {
        var schedule = Schedule("dawn");
        var entries = Enumerable.Range(0, 3).Select(hour => Ran(Noon.AddHours(hour))).ToList();
        await Store.SettleAsync(schedule.Id, Noon, entries, [], None);
        await Store.SettleAsync(Some.Id(), Noon, [Ran(Noon)], [], None);

        Assert.Equal([entries[2], entries[1]], await Store.HistoryAsync(schedule.Id, null, 2, None));
        Assert.Equal([entries[0]], await Store.HistoryAsync(schedule.Id, entries[1].Id, 2, None));
    }

    [Fact]
    public async Task A_watch_ends_once_and_tells_once()
    {
        var schedule = Schedule("dawn");
        var missed = Ran(Noon.AddHours(1)) with
        {
            Outcome = FireOutcome.Missed,
            LastDue = Noon.AddHours(3),
            Count = 3,
            Reason = FireReasons.Down,
            Detail = "why",
            RunId = null,
        };
        var watched = Ran(Noon) with { Watched = true };
        await Store.SettleAsync(schedule.Id, Noon, [watched, missed], [ScheduleEvent.Missed(schedule, missed)], None);
        Assert.Equal([(schedule.Id, watched)], await Store.WatchedAsync(None));

        await Store.EndWatchAsync(watched.Id, ScheduleEvent.Late(schedule, watched, FireReasons.Deadline, TimeSpan.FromSeconds(3)), None);
        await Store.EndWatchAsync(watched.Id, ScheduleEvent.Late(schedule, watched, FireReasons.Deadline, TimeSpan.FromSeconds(3)), None);

        Assert.Empty(await Store.WatchedAsync(None));
        Assert.Equal(["schedule.missed", "schedule.late"], await EventsAsync());
        Assert.Contains(missed, await Store.HistoryAsync(schedule.Id, null, 10, None));
    }

    [Fact]
    public async Task Old_entries_go_but_those_that_are_watched()
    {
        var schedule = Schedule("dawn");
        var watched = Ran(Noon) with { Watched = true };
        await Store.SettleAsync(
            schedule.Id, Noon, [watched, Ran(Noon.AddHours(1)), Ran(Noon.AddHours(2)) with { At = Noon.AddDays(1) }], [], None);

        await Store.RemoveHistoryAsync(Noon.AddDays(1), None);

        Assert.Equal([Noon.AddHours(2), Noon], (await Store.HistoryAsync(schedule.Id, null, 10, None)).Select(entry => entry.Due!.Value));
    }

    private static Schedule Schedule(string name) => new(
        Some.Id(), name, "ann",
        new SchedulePlan { Target = new RunTarget("job", "sea", """{"prompt":"sea"}"""), Every = TimeSpan.FromMinutes(90) }, false,
        Noon.AddTicks(7), Noon);

    private static FireEntry Ran(DateTimeOffset due) => new(Some.Id(), FireOutcome.Ran, due, null, 1, Noon, null, null, Some.Id(), false);
}

public sealed class SqliteScheduleStoreTests : ScheduleStoreCompliance, IDisposable
{
    private readonly SqliteFixture _sqlite = new();

    private protected override IScheduleStore Store => new SqliteScheduleStore(_sqlite.Database, TimeProvider.System);

    public void Dispose() => _sqlite.Dispose();

    private protected override async Task<IReadOnlyList<string>> EventsAsync() =>
        [.. (await _sqlite.Jobs.EventsAsync(0, 100, default)).Select(happened => happened.Type)];
}

public sealed class MemoryScheduleStoreTests : ScheduleStoreCompliance
{
    private readonly MemoryScheduleStore _store = new();

    private protected override IScheduleStore Store => _store;

    private protected override Task<IReadOnlyList<string>> EventsAsync() =>
        Task.FromResult<IReadOnlyList<string>>([.. _store.Events.Select(told => told.Type)]);
}
