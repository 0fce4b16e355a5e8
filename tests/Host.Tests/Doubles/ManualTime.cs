namespace Atelier.Host.Tests.Doubles;

/// <summary>Time that passes when a test says so; timers ring while it passes.</summary>
internal sealed class ManualTime : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<Timer> _timers = [];
    private DateTimeOffset _utcNow = new(2026, 3, 29, 0, 0, 0, TimeSpan.Zero);
    private long _ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Interlocked.Read(ref _ticks);

    public override DateTimeOffset GetUtcNow() => _utcNow;

    /// <summary>Whether somebody waits for a time to come.</summary>
    public bool Waits
    {
        get
        {
            lock (_lock)
            {
                return _timers.Exists(timer => timer.IsSet);
            }
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, () => callback(state));
        timer.Change(dueTime, period);
        lock (_lock)
        {
            _timers.Add(timer);
        }

        return timer;
    }

    public void Pass(double seconds) => Pass(TimeSpan.FromSeconds(seconds));

    public void Pass(TimeSpan time)
    {
        _utcNow += time;
        Interlocked.Add(ref _ticks, time.Ticks);
        Timer[] due;
        lock (_lock)
        {
            due = [.. _timers.Where(timer => timer.IsDue(_ticks))];
        }

        Array.ForEach(due, timer => timer.Ring());
    }

    /// <summary>Sets the clock on the wall, as an operator or a time server does.</summary>
    public void Jump(TimeSpan by) => _utcNow += by;

    private sealed class Timer(ManualTime time, Action ring) : ITimer
    {
        private long _due = long.MaxValue;
        private TimeSpan _period;

        public bool IsSet => Interlocked.Read(ref _due) != long.MaxValue;

        public bool IsDue(long now) => Interlocked.Read(ref _due) <= now;

        public void Ring()
        {
            Change(_period, _period);
            ring();
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            _period = period;
            Interlocked.Exchange(
                ref _due, dueTime < TimeSpan.Zero || dueTime == TimeSpan.Zero && period == TimeSpan.Zero
                    ? long.MaxValue
                    : time.GetTimestamp() + dueTime.Ticks);
            return true;
        }

        public void Dispose()
        {
            lock (time._lock)
            {
                time._timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
