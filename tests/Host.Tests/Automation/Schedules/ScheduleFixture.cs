using Atelier.Host.Automation;
using Atelier.Host.Automation.Runs;
using Atelier.Host.Automation.Schedules;
using Atelier.Host.Store;
using Atelier.Host.Tests.Doubles;
using Microsoft.Extensions.Logging.Abstractions;

namespace Atelier.Host.Tests.Automation.Schedules;

/// <summary>Schedules over stores in memory, with a clock and an alarm that a test moves, and a server that it restarts.</summary>
internal sealed class ScheduleFixture
{
    private readonly Runners _runners;

    public ScheduleFixture()
    {
        Runs = new MemoryRunStore(Time);
        _runners = new Runners([new PretendRunner()]);
        Queue = new RunQueue(Runs, _runners, new RunCancellations(), new RunSignal(), new FakeFeed());

        // The same every time, so that what fails once fails again.
        var random = new Random(11);
        Ids = new Ulids(Time, bytes => random.NextBytes(bytes));
        Keeper = NewKeeper();
    }

    public ManualTime Time { get; } = new();

    public MemoryScheduleStore Schedules { get; } = new();

    public MemoryRunStore Runs { get; }

    public RunQueue Queue { get; }

    public ManualAlarm Alarm { get; } = new();

    public Ulids Ids { get; }

    public ScheduleKeeper Keeper { get; private set; }

    public DateTimeOffset Now => Time.GetUtcNow();

    public static SchedulePlan Hourly { get; } = new() { Target = new RunTarget("recipe", "hero", "{}"), Every = TimeSpan.FromHours(1) };

    public async Task<Schedule> AddAsync(SchedulePlan plan, string name = "dawn") => (await Keeper.AddAsync(name, "ann", plan, default))!;

    /// <summary>A server that was killed comes back.</summary>
    public Task RestartAsync()
    {
        Keeper.Dispose();
        Keeper = NewKeeper();
        return Keeper.WakeOverdueAsync(all: true, default);
    }

    /// <summary>Goes on to when the alarm rings, and lets it.</summary>
    public Task RingAsync(Schedule schedule, TimeSpan later = default)
    {
        Time.Pass(Alarm.Set[schedule.Id] + later - Now);
        return Alarm.RingAsync(schedule.Id);
    }

    /// <summary>Ends the run that is under way, or the oldest that waits.</summary>
    public async Task EndRunAsync(TimeSpan after = default)
    {
        await Runs.BeginNextAsync(default);
        Time.Pass(after);
        var running = (await Runs.ListAsync(new RunFilter(10, States: [Atelier.Jobs.JobState.Running]), default)).Last();
        await Runs.EndAsync(running.Id, RunOutcome.Succeeded(), default);
    }

    public async Task<IReadOnlyList<FireEntry>> HistoryAsync(Schedule schedule) =>
        [.. (await Schedules.HistoryAsync(schedule.Id, null, int.MaxValue, default)).Reverse()];

    public async Task<IReadOnlyList<Run>> RunsAsync() => [.. (await Runs.ListAsync(new RunFilter(int.MaxValue), default)).Reverse()];

    public ScheduleWatch Watch() => new(Keeper, Schedules, Runs, new AutomationOptions(), Time, NullLogger<ScheduleWatch>.Instance);

    private ScheduleKeeper NewKeeper() => new(
        Schedules, Runs, _runners, new ScheduleFires(Schedules, Runs, Queue, Ids, Time, NullLogger<ScheduleFires>.Instance), Alarm,
        new FakeFeed(), Ids, Time,
        NullLogger<ScheduleKeeper>.Instance);
}
