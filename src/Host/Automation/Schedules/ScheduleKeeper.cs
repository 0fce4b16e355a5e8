using Atelier.Generation;
using Atelier.Host.Automation.Runs;
using Atelier.Host.Automation.Schedules.Times;
using Atelier.Host.Notify;
using Atelier.Host.Store;
using Atelier.Jobs;

namespace Atelier.Host.Automation.Schedules;

/// <summary>Schedules as people and the alarm handle them: one at a time, so that nothing is settled twice.</summary>
internal sealed class ScheduleKeeper : IDisposable
{
    private static readonly TimeSpan UntilNextTry = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly IScheduleStore _store;
    private readonly IRunStore _runs;
    private readonly Runners _runners;
    private readonly ScheduleFires _fires;
    private readonly IScheduleAlarm _alarm;
    private readonly IEventFeed _feed;
    private readonly Ulids _ids;
    private readonly TimeProvider _time;
    private readonly ILogger<ScheduleKeeper> _logger;

    public ScheduleKeeper(
        IScheduleStore store, IRunStore runs, Runners runners, ScheduleFires fires, IScheduleAlarm alarm, IEventFeed feed, Ulids ids,
        TimeProvider time,
        ILogger<ScheduleKeeper> logger)
    {
        (_store, _runs, _runners, _fires, _alarm, _feed, _ids, _time,
            _logger) = (store, runs, runners, fires, alarm, feed, ids, time, logger);
        alarm.Rang += RangAsync;
    }

    /// <exception cref="RequestException">The plan cannot be kept; the field is named.</exception>
    /// <returns>Null where the name is taken.</returns>
    public Task<Schedule?> AddAsync(string name, string owner, SchedulePlan plan, CancellationToken cancellation) => InTurnAsync<Schedule?>(
        async () =>
        {
            await CheckAsync(plan, cancellation);
            var now = _time.GetUtcNow();
            var schedule = new Schedule(_ids.Next(), name, owner, plan, Paused: false, now, now);
            if (!await _store.AddAsync(schedule, cancellation))
            {
                return null;
            }

            await ArmAsync(schedule, cancellation);
            return schedule;
        },
        cancellation);

    /// <exception cref="RequestException">The plan cannot be kept; the field is named.</exception>
    public Task<Schedule?> ChangeAsync(string name, SchedulePlan plan, CancellationToken cancellation) => InTurnAsync(
        async () =>
        {
            await CheckAsync(plan, cancellation);
            return await UpdateAsync(name, schedule => schedule with
            {
                Plan = plan,
                Settled = plan.HasOtherTimes(schedule.Plan) ? _time.GetUtcNow() : schedule.Settled,
            }, cancellation);
        },
        cancellation);

    /// <summary>Pauses or resumes. What was due while it was paused is not made up for.</summary>
    public Task<Schedule?> SetPausedAsync(string name, bool paused, CancellationToken cancellation) => InTurnAsync(
        () => UpdateAsync(
            name, schedule => schedule with
            {
                Paused = paused,
                Settled = schedule.Paused && !paused ? _time.GetUtcNow() : schedule.Settled,
            }, cancellation),
        cancellation);

    public Task<Run?> RunNowAsync(string name, CancellationToken cancellation) => InTurnAsync<Run?>(
        async () => await _store.FindByNameAsync(name, cancellation) is { } schedule
            ? await _fires.RunNowAsync(schedule, cancellation)
            : null,
        cancellation);

    /// <returns>False where there is none.</returns>
    public Task<bool> RemoveAsync(string name, CancellationToken cancellation) => InTurnAsync(
        async () =>
        {
            if (await _store.FindByNameAsync(name, cancellation) is not { } schedule)
            {
                return false;
            }

            await _store.RemoveAsync(schedule.Id, cancellation);
            await AlarmAsync(schedule.Id, null, cancellation);
            return true;
        },
        cancellation);

    /// <exception cref="RequestException">The plan cannot be kept; the field is named.</exception>
    public async Task CheckAsync(SchedulePlan plan, CancellationToken cancellation)
    {
        SchedulePlans.Check(plan, _time.GetUtcNow());
        await _runners.CheckAsync(plan.Target, cancellation);
    }

    /// <summary>Settles what is due of a schedule, and sets its alarm anew.</summary>
    public Task WakeAsync(string id, CancellationToken cancellation) => InTurnAsync(
        async () =>
        {
            if (await _store.FindAsync(id, cancellation) is not { Paused: false } schedule)
            {
                await AlarmAsync(id, null, cancellation);
                return false;
            }

            var lead = await Lead.OfAsync(schedule, _runs, cancellation);
            await ArmAsync(
                schedule with { Settled = await _fires.SettleAsync(schedule, TableOf(schedule), lead, cancellation) }, cancellation);
            return true;
        },
        cancellation);

    /// <summary>Wakes what should have rung and did not: the clock was set, the machine slept, or the alarm failed.</summary>
    /// <param name="all">Also those whose time has not come: their alarms are set anew.</param>
    public async Task WakeOverdueAsync(bool all, CancellationToken cancellation)
    {
        var now = _time.GetUtcNow();
        foreach (var schedule in await _store.ListAsync(cancellation))
        {
            if (all || (!schedule.Paused
                && TableOf(schedule).Next(schedule.Settled) - await Lead.OfAsync(schedule, _runs, cancellation) <= now))
            {
                await WakeAsync(schedule.Id, cancellation);
            }
        }
    }

    public void Dispose() => _alarm.Rang -= RangAsync;

    public static Timetable TableOf(Schedule schedule) => SchedulePlans.TableOf(schedule.Plan, schedule.CreatedAt);

    private async Task RangAsync(string id)
    {
        try
        {
            await WakeAsync(id, CancellationToken.None);
        }
        catch (QueueRefusedException exception)
        {
            ScheduleLog.Failed(_logger, exception.Message);
            await AlarmAsync(id, _time.GetUtcNow() + UntilNextTry, CancellationToken.None);
        }
    }

    private async Task<Schedule?> UpdateAsync(string name, Func<Schedule, Schedule> change, CancellationToken cancellation)
    {
        if (await _store.FindByNameAsync(name, cancellation) is not { } schedule)
        {
            return null;
        }

        var changed = change(schedule);
        await _store.UpdateAsync(changed, cancellation);
        await ArmAsync(changed, cancellation);
        return changed;
    }

    private async Task ArmAsync(Schedule schedule, CancellationToken cancellation)
    {
        var next = schedule.Paused ? null : TableOf(schedule).Next(schedule.Settled);
        await AlarmAsync(schedule.Id, next - await Lead.OfAsync(schedule, _runs, cancellation), cancellation);
    }

    // Null clears it. A schedule whose alarm cannot be set is still looked at. Whatever happens to a schedule ends here.
    private async Task AlarmAsync(string id, DateTimeOffset? at, CancellationToken cancellation)
    {
        _feed.Changed("schedules");
        try
        {
            await (at is { } moment ? _alarm.SetAsync(id, moment, cancellation) : _alarm.ClearAsync(id, cancellation));
        }
        catch (Exception exception) when (!cancellation.IsCancellationRequested)
        {
            ScheduleLog.NoAlarm(_logger, exception, id);
        }
    }

    private async Task<T> InTurnAsync<T>(Func<Task<T>> act, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            return await act();
        }
        finally
        {
            _turn.Release();
        }
    }
}
