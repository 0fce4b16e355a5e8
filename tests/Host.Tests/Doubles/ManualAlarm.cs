using System.Collections.Concurrent;
using Atelier.Host.Automation.Schedules;

namespace Atelier.Host.Tests.Doubles;

/// <summary>An alarm that rings when a test says so.</summary>
internal sealed class ManualAlarm : IScheduleAlarm
{
    public event Func<string, Task>? Rang;

    public ConcurrentDictionary<string, DateTimeOffset> Set { get; } = [];

    public Task SetAsync(string scheduleId, DateTimeOffset at, CancellationToken cancellation)
    {
        Set[scheduleId] = at;
        return Task.CompletedTask;
    }

    public Task ClearAsync(string scheduleId, CancellationToken cancellation)
    {
        Set.TryRemove(scheduleId, out _);
        return Task.CompletedTask;
    }

    public Task RingAsync(string scheduleId) => Rang?.Invoke(scheduleId) ?? Task.CompletedTask;
}
