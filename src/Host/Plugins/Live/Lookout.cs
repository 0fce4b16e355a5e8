namespace Atelier.Host.Plugins.Live;

/// <summary>Says when to look at the plugins' folders: when something changed there, when somebody asks, and every now and then.</summary>
/// <param name="look">Looks at all folders; tells whether all that was found is at rest and loaded.</param>
internal sealed partial class Lookout(LivePluginSettings settings, Func<Task<bool>> look, ILogger log, TimeProvider time) : IAsyncDisposable
{
    private static readonly TimeSpan SoonestLook = TimeSpan.FromMilliseconds(20);

    private readonly SemaphoreSlim _signal = new(0);
    private readonly CancellationTokenSource _stop = new();
    private readonly List<TaskCompletionSource> _waiting = [];
    private FolderWatch? _watch;
    private Task _looking = Task.CompletedTask;

    /// <summary>Begins to note changes.</summary>
    public void Watch()
    {
        _watch = new FolderWatch(settings.Roots, Wake);
        _watch.Renew();
    }

    /// <summary>Begins to look.</summary>
    public void Begin() => _looking = Task.Run(LookOnAsync);

    /// <summary>There may be something to see.</summary>
    public void Wake()
    {
        if (_signal.CurrentCount == 0)
        {
            _signal.Release();
        }
    }

    /// <summary>Looks now.</summary>
    /// <returns>Done when all that was found is loaded.</returns>
    public async Task LookNowAsync(CancellationToken cancellation)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_waiting)
        {
            _waiting.Add(done);
        }

        Wake();
        await done.Task.WaitAsync(cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        Wake();
        await _looking;
        lock (_waiting)
        {
            _waiting.ForEach(waiting => waiting.TrySetCanceled());
        }

        _watch?.Dispose();
    }

    private async Task LookOnAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await _signal.WaitAsync(await LookAsync());
                await Task.Delay(SoonestLook, time, _stop.Token);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (Exception exception)
            {
                // Whatever it was, the next look may fare better; without one, no plugin would ever change again.
                LogLookFailed(log, exception);
                await Task.Delay(settings.Poll, time);
            }
        }
    }

    /// <returns>When to look again, at the latest.</returns>
    private async Task<TimeSpan> LookAsync()
    {
        TaskCompletionSource[] asked;
        lock (_waiting)
        {
            asked = [.. _waiting];
        }

        _watch?.Renew();
        if (!await look())
        {
            return settings.Quiet / 4;
        }

        lock (_waiting)
        {
            _waiting.RemoveAll(asked.Contains);
        }

        Array.ForEach(asked, done => done.TrySetResult());
        return settings.Poll;
    }

    [LoggerMessage(LogLevel.Error, "A look at the plugins' folders failed")]
    private static partial void LogLookFailed(ILogger log, Exception exception);
}
