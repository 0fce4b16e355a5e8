using System.Diagnostics;

namespace Atelier.Server.Tests.Automation;

/// <summary>
/// Time that passes as usual, and besides leaps when a test says so. Timers ring when their time has come, leapt over or not.
/// </summary>
internal sealed class LeapingTime : TimeProvider, IDisposable
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(10);

    private readonly Lock _lock = new();
    private readonly HashSet<Alarm> _alarms = [];
    private readonly DateTimeOffset _begin;
    private readonly Stopwatch _passed = Stopwatch.StartNew();
    private readonly Timer _pump;
    private long _leapt;

    public LeapingTime(DateTimeOffset begin)
    {
        _begin = begin;
        _pump = new Timer(_ => Ring(), null, Glance, Glance);
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _passed.Elapsed.Ticks + Interlocked.Read(ref _leapt);

    public override DateTimeOffset GetUtcNow() => _begin.AddTicks(GetTimestamp());

    /// <summary>Leaps to a time.</summary>
    public void LeapTo(DateTimeOffset time) => Interlocked.Add(ref _leapt, Math.Max(0, (time - GetUtcNow()).Ticks));

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var alarm = new Alarm(this, () => callback(state));
        alarm.Change(dueTime, period);
        return alarm;
    }

    public void Dispose() => _pump.Dispose();

    private void Ring()
    {
        Alarm[] due;
        lock (_lock)
        {
            var now = GetTimestamp();
            due = [.. _alarms.Where(alarm => alarm.Due <= now)];
            Array.ForEach(due, alarm => alarm.Next(now));
        }

        Array.ForEach(due, alarm => ThreadPool.QueueUserWorkItem(_ => alarm.Ring()));
    }

    private sealed class Alarm(LeapingTime time, Action ring) : ITimer
    {
        private TimeSpan _period;

        public long Due { get; private set; }

        public Action Ring => ring;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time._lock)
            {
                (_period, Due) = (period, time.GetTimestamp() + dueTime.Ticks);
                _ = dueTime == Timeout.InfiniteTimeSpan ? time._alarms.Remove(this) : time._alarms.Add(this);
                return true;
            }
        }

        /// <summary>After it rang; the time's lock is held.</summary>
        public void Next(long now)
        {
            if (_period > TimeSpan.Zero)
            {
                Due = now + _period.Ticks;
            }
            else
            {
                time._alarms.Remove(this);
            }
        }

        public void Dispose()
        {
            lock (time._lock)
            {
                time._alarms.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
