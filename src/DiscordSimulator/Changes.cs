namespace Atelier.DiscordSimulator;

/// <summary>
/// Lets others wait for what happens. All of it is called while <paramref name="gate"/> is held, but for the waiting itself.
/// </summary>
/// <param name="patience">How long somebody waits, in real time.</param>
internal sealed class Changes(Lock gate, TimeSpan patience)
{
    private readonly List<Waiter> _waiters = [];
    private readonly List<Action> _listeners = [];

    /// <summary>Something has changed: whoever finds now what they look for goes on.</summary>
    public void Pulse()
    {
        _waiters.RemoveAll(waiter => waiter.TryEnd());
        _listeners.ForEach(listener => listener());
    }

    /// <summary>Calls a listener at each change, while the gate is held.</summary>
    public IDisposable Listen(Action listener)
    {
        _listeners.Add(listener);
        return new Ending(() => _listeners.Remove(listener), gate);
    }

    /// <summary>Waits until something is found; it is looked for now, and at each change.</summary>
    /// <param name="what">What is waited for, for the message of a wait in vain.</param>
    /// <exception cref="TimeoutException">It did not come.</exception>
    public async Task<T> WaitAsync<T>(Func<T?> look, string what, CancellationToken cancellation = default)
        where T : class
    {
        var found = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        var waiter = new Waiter(() => look() is { } value && found.TrySetResult(value));
        lock (gate)
        {
            if (!waiter.TryEnd())
            {
                _waiters.Add(waiter);
            }
        }

        try
        {
            return await found.Task.WaitAsync(patience, cancellation);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"waited {patience.TotalSeconds:0} s in vain for {what}");
        }
        finally
        {
            lock (gate)
            {
                _waiters.Remove(waiter);
            }
        }
    }

    private sealed record Waiter(Func<bool> TryEnd);
}
