namespace Atelier.Host.Plugins.Live;

/// <summary>Watches plugins that were told to unload until they are gone from memory, and says which are not.</summary>
/// <param name="collections">How many collections one may outlive before it counts as leaked.</param>
/// <param name="time">Waits between them.</param>
/// <param name="changed">Told of each that is gone or leaked.</param>
internal sealed class Departures(int collections, TimeProvider time, Action<Departed> changed)
{
    private static readonly TimeSpan FinalizerPatience = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private readonly List<Departed> _all = [];
    private Task _collecting = Task.CompletedTask;

    public IReadOnlyList<Departed> All
    {
        get
        {
            lock (_gate)
            {
                return [.. _all];
            }
        }
    }

    public int Leaked => All.Count(departed => departed.Leaked);

    public void Add(Departed departed)
    {
        lock (_gate)
        {
            _all.Add(departed);
            if (_collecting.IsCompleted)
            {
                _collecting = Task.Run(CollectAsync);
            }
        }
    }

    /// <summary>Looks whether those that leaked have gone since.</summary>
    public void LookAgain() => Settle(departed => departed.Leaked && departed.IsGone);

    private async Task CollectAsync()
    {
        while (Next() is { } survived)
        {
            await Task.Delay(survived == 0 ? TimeSpan.Zero : TimeSpan.FromMilliseconds(Math.Min(10 << survived, 1000)), time);
            RuntimeCaches.Clear();
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true);

            // Bounded: a plugin's own finalizer may hang.
            await Task.WhenAny(Task.Run(GC.WaitForPendingFinalizers), Task.Delay(FinalizerPatience, time));
            Settle(departed => !departed.Leaked && (departed.IsGone || (departed.Leaked = ++departed.Survived >= collections)));
        }
    }

    // How many collections the newest has outlived; null where there is none to wait for.
    private int? Next()
    {
        lock (_gate)
        {
            var waiting = _all.Where(departed => !departed.Leaked).ToArray();
            if (waiting.Length > 0)
            {
                return waiting.Min(departed => departed.Survived);
            }

            _collecting = Task.CompletedTask;
            return null;
        }
    }

    private void Settle(Func<Departed, bool> settled)
    {
        Departed[] done;
        lock (_gate)
        {
            done = [.. _all.Where(settled)];
            _all.RemoveAll(departed => departed.IsGone && done.Contains(departed));
        }

        foreach (var departed in done)
        {
            if (departed is { IsGone: true, Snapshot: { } snapshot })
            {
                PluginSnapshots.Remove(snapshot);
            }

            changed(departed);
        }
    }
}
