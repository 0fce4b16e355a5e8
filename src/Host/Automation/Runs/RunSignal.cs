namespace Atelier.Host.Automation.Runs;

/// <summary>Says inside the server that runs or their logs have changed.</summary>
internal sealed class RunSignal
{
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes with the next change. Taken before one looks, so that nothing is missed between the look and the wait.</summary>
    public Task Next => Volatile.Read(ref _next).Task;

    public void Raise() =>
        Interlocked.Exchange(ref _next, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
}
