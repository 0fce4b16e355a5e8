using Atelier.FrontEnds;

namespace Atelier.Host.Tests.FrontEnds.Doubles;

/// <summary>A front end whose sessions a test ends as it likes.</summary>
internal sealed class PretendFrontEnd : IFrontEnd
{
    private readonly SemaphoreSlim _opened = new(0);

    public string Name { get; init; } = "pretend";

    public List<Session> Sessions { get; } = [];

    /// <summary>What is thrown in place of a session.</summary>
    public Exception? Refusal { get; set; }

    /// <summary>Answers requests.</summary>
    public Func<FrontEndCall, Task<FrontEndAnswer?>> Answer { get; set; } = _ => Task.FromResult<FrontEndAnswer?>(null);

    /// <summary>Whether sessions do not hear that they are to stop.</summary>
    public bool Hangs { get; set; }

    public IFrontEndSession Open(IFrontEndHost host)
    {
        if (Refusal is { } refusal)
        {
            throw refusal;
        }

        var session = new Session(host, Hangs, call => Answer(call));
        lock (Sessions)
        {
            Sessions.Add(session);
        }

        _opened.Release();
        return session;
    }

    /// <summary>The next session that is opened.</summary>
    public async Task<Session> NextAsync()
    {
        Assert.True(await _opened.WaitAsync(TimeSpan.FromSeconds(30)), "no session was opened");
        lock (Sessions)
        {
            return Sessions[^1];
        }
    }

    internal sealed class Session(IFrontEndHost host, bool hangs, Func<FrontEndCall, Task<FrontEndAnswer?>> answer) : IFrontEndSession
    {
        private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _runs = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public IFrontEndHost Host => host;

        public Task Runs => _runs.Task.WaitAsync(TimeSpan.FromSeconds(30));

        public bool WasStopped { get; private set; }

        public Task<FrontEndAnswer?> AnswerAsync(FrontEndCall call, CancellationToken cancellation) => answer(call);

        public void Break(Exception exception) => _end.TrySetException(exception);

        public void End() => _end.TrySetResult();

        public async Task RunAsync(CancellationToken stop)
        {
            _runs.TrySetResult();
            await (hangs ? _end.Task : _end.Task.WaitAsync(stop).ContinueWith(
                ended => ended.IsFaulted ? Task.FromException(ended.Exception!.InnerException!) : Task.CompletedTask, TaskScheduler.Default)
                .Unwrap());
            WasStopped = stop.IsCancellationRequested;
        }
    }
}
