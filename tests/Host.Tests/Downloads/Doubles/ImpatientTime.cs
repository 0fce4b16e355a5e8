namespace Atelier.Host.Tests.Downloads.Doubles;

/// <summary>Real time, but whoever waits less than a limit waits not at all; it remembers how long they meant to.</summary>
/// <param name="limit">Longer waits are real: they are timeouts, which should not fire.</param>
internal sealed class ImpatientTime(TimeSpan limit) : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<TimeSpan> _waits = [];

    public IReadOnlyList<TimeSpan> Waits
    {
        get
        {
            lock (_lock)
            {
                return [.. _waits];
            }
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime >= limit || dueTime < TimeSpan.Zero)
        {
            return base.CreateTimer(callback, state, dueTime, period);
        }

        lock (_lock)
        {
            _waits.Add(dueTime);
        }

        return base.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}
