using Atelier.Host.Configuration;
using Atelier.Host.Texts;

namespace Atelier.Host.Scripting.Hosts;

/// <summary>Watches what a script takes, from outside of its process, and ends it beyond its limits.</summary>
/// <param name="tree">Its processes.</param>
/// <param name="cancel">Asks it to end.</param>
internal sealed class LimitWatch(ProcessTree tree, Action cancel, TimeProvider time) : IAsyncDisposable
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(100);

    /// <summary>What a script that is out of time has to put things in order, and one that is cancelled.</summary>
    private static readonly TimeSpan TimeoutGrace = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan CancelGrace = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private Task _watching = Task.CompletedTask;
    private ScriptLimits? _limits;
    private long _began;
    private long? _killAt;

    /// <summary>Which limit it went beyond; null where it stayed within all.</summary>
    public ScriptEnd? Breach { get; private set; }

    /// <summary>These limits hold from now on, and the time begins.</summary>
    public void Begin(ScriptLimits limits)
    {
        lock (_gate)
        {
            (_limits, _began) = (limits, time.GetTimestamp());
            if (_watching.IsCompleted)
            {
                // A thread of its own: while the pool is busy, what doubles would go on doubling.
                _watching = Task.Factory.StartNew(Watch, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            }
        }
    }

    /// <summary>Somebody wants it to end.</summary>
    public void Cancel() => EndWithin(CancelGrace);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _watching;
        _stop.Dispose();
    }

    private void Watch()
    {
        do
        {
            Look();
        }
        while (!_stop.Token.WaitHandle.WaitOne(Glance));
    }

    private void Look()
    {
        ScriptLimits limits;
        bool isLate;
        lock (_gate)
        {
            limits = _limits!;
            isLate = Breach is null && time.GetElapsedTime(_began) > limits.Time;
            if (_killAt <= time.GetTimestamp())
            {
                tree.End();
                return;
            }
        }

        if (isLate)
        {
            Breach = ScriptEnd.Failed(ScriptErrors.Timeout, $"it took longer than {DurationText.Of(limits.Time)}");
            EndWithin(TimeoutGrace);
        }

        // Processes without end take memory without end: they are the reason.
        var usage = tree.Usage();
        var breach = usage.Processes > limits.Processes
                ? ScriptEnd.Failed(ScriptErrors.Processes, $"it had {usage.Processes} processes; it may have {limits.Processes}")
            : usage.Memory > limits.Memory
                ? ScriptEnd.Failed(
                    ScriptErrors.Memory, $"it took {ByteCount.Of(usage.Memory)} of memory; it may take {ByteCount.Of(limits.Memory)}")
            : usage.Threads > limits.Threads
                ? ScriptEnd.Failed(ScriptErrors.Threads, $"it had {usage.Threads} threads; it may have {limits.Threads}")
            : null;
        if (breach is not null)
        {
            Breach ??= breach;
            tree.End();
        }
    }

    private void EndWithin(TimeSpan grace)
    {
        cancel();
        lock (_gate)
        {
            var end = time.GetTimestamp() + (long)(grace.TotalSeconds * time.TimestampFrequency);
            _killAt = _killAt < end ? _killAt : end;
        }
    }
}
