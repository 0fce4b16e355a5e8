using Atelier.Host.Automation.Schedules;

namespace Atelier.Host.Tests.Doubles;

/// <summary>Schedules in memory: for simulations of years. It passes the suite that every store passes.</summary>
internal sealed class MemoryScheduleStore : IScheduleStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Schedule> _schedules = [];
    private readonly List<(string ScheduleId, FireEntry Entry)> _history = [];
    private readonly HashSet<(string, DateTimeOffset)> _times = [];

    public List<ScheduleEvent> Events { get; } = [];

    /// <summary>Called before anything is settled: a test may throw, as if the server were killed.</summary>
    public Action? BeforeSettling { get; set; }

    public Task<bool> AddAsync(Schedule schedule, CancellationToken cancellation) =>
        Do(() => !_schedules.Values.Any(other => other.Name == schedule.Name) && _schedules.TryAdd(schedule.Id, schedule));

    public Task<IReadOnlyList<Schedule>> ListAsync(CancellationToken cancellation) =>
        Do<IReadOnlyList<Schedule>>(() => [.. _schedules.Values.OrderBy(schedule => schedule.Name, StringComparer.Ordinal)]);

    public Task<Schedule?> FindAsync(string id, CancellationToken cancellation) => Do(() => _schedules.GetValueOrDefault(id));

    public Task<Schedule?> FindByNameAsync(string name, CancellationToken cancellation) =>
        Do(() => _schedules.Values.FirstOrDefault(schedule => schedule.Name == name));

    public Task UpdateAsync(Schedule schedule, CancellationToken cancellation) => Do(() => _schedules[schedule.Id] = schedule);

    public Task RemoveAsync(string id, CancellationToken cancellation) =>
        Do(() => _schedules.Remove(id) | _history.RemoveAll(kept => kept.ScheduleId == id) > 0);

    public Task SettleAsync(string id, DateTimeOffset settled, IReadOnlyList<FireEntry> entries, IReadOnlyList<ScheduleEvent> events, CancellationToken cancellation) => Do(() =>
    {
        BeforeSettling?.Invoke();
        if (_schedules.TryGetValue(id, out var schedule) && schedule.Settled < settled)
        {
            _schedules[id] = schedule with { Settled = settled };
        }

        _history.AddRange(entries.Where(entry => entry.Due is not { } due || _times.Add((id, due))).Select(entry => (id, entry)));
        Events.AddRange(events);
        return true;
    });

    public Task<IReadOnlyList<FireEntry>> HistoryAsync(string id, string? before, int most, CancellationToken cancellation) => Do<IReadOnlyList<FireEntry>>(() =>
    [
        .. _history.Where(kept => kept.ScheduleId == id && (before is null || string.CompareOrdinal(kept.Entry.Id, before) < 0))
            .Select(kept => kept.Entry).OrderByDescending(entry => entry.Id, StringComparer.Ordinal).Take(most),
    ]);

    public Task<IReadOnlyList<(string ScheduleId, FireEntry Entry)>> WatchedAsync(CancellationToken cancellation) =>
        Do<IReadOnlyList<(string, FireEntry)>>(() => [.. _history.Where(kept => kept.Entry.Watched)]);

    public Task EndWatchAsync(string entryId, ScheduleEvent? told, CancellationToken cancellation) => Do(() =>
    {
        var index = _history.FindIndex(kept => kept.Entry.Id == entryId && kept.Entry.Watched);
        if (index >= 0)
        {
            _history[index] = (_history[index].ScheduleId, _history[index].Entry with { Watched = false });
            Events.AddRange(told is null ? [] : [told]);
        }

        return true;
    });

    public Task RemoveHistoryAsync(DateTimeOffset before, CancellationToken cancellation) =>
        Do(() => _history.RemoveAll(kept => kept.Entry.At < before && !kept.Entry.Watched));

    private Task<T> Do<T>(Func<T> act)
    {
        lock (_lock)
        {
            return Task.FromResult(act());
        }
    }
}
