using Atelier.FrontEnds;
using Atelier.Host.Plugins;
using Atelier.Host.Texts;
using Atelier.Host.Worker;
using Atelier.Host.Worker.Supervise;

namespace Atelier.Host.FrontEnds;

/// <summary>
/// One front end of one loading of its plugin: a session after another, until the plugin goes.
/// <code>
///  starting ─► running ─(breaks)─► restarting ─(a wait that grows)─► starting …
///                 ├─(only people can mend it)─► failed, until plugin or options change
///                 └─(told to stop)─► stopped
/// </code>
/// </summary>
/// <param name="frontEnd">Opens sessions.</param>
/// <param name="parts">Of the loading that it came with.</param>
/// <param name="hold">Keeps the plugin loaded; let go of at the end.</param>
/// <param name="hosts">Gives sessions what they are lent.</param>
/// <param name="changed">Told when it stands otherwise.</param>
internal sealed partial class FrontEndLife(
    IFrontEnd frontEnd, PluginParts parts, IDisposable hold, IFrontEndHosts hosts, TimeProvider time, ILogger log, Action changed)
{
    /// <summary>How long a session may take to stop.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan ShortestWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);

    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile FrontEndInfo _info = new(frontEnd.Name, frontEnd.Label, "starting", null);
    private volatile FrontEndRun? _run;

    public string Name { get; } = frontEnd.Name;

    public PluginParts Parts { get; } = parts;

    public FrontEndInfo Info => _info;

    /// <summary>The session that is open; null between two.</summary>
    public IFrontEndSession? Session => _run?.Session;

    /// <summary>Completes when the last session has ended, or was given up.</summary>
    public Task Ended { get; private set; } = Task.CompletedTask;

    /// <param name="former">Ends before the first session begins: what it left behind is gone on with.</param>
    public void Begin(Task former) => Ended = Task.Run(() => LiveAsync(former));

    /// <summary>Tells it to end.</summary>
    public void Stop() => _stopped.TrySetResult();

    private async Task LiveAsync(Task former)
    {
        await former;
        var backoff = new Backoff(ShortestWait, LongestWait);
        while (!_stopped.Task.IsCompleted)
        {
            Stand("starting", null);
            var began = time.GetTimestamp();
            var end = await RunAsync();
            if (end.Kind == SessionEndKind.GivenUp)
            {
                LogGivenUp(log, Name, end.Reason);
            }

            await AfterAsync(end, backoff, time.GetElapsedTime(began));
        }

        Stand("stopped", null);
        hold.Dispose();
    }

    private async Task<SessionEnd> RunAsync()
    {
        FrontEndRun? run = null;
        using var host = hosts.Open(Name, line => Report(run!, line));
        _run = run = new FrontEndRun(frontEnd, host, Grace, time);
        var end = await run.RunAsync(() => Stand("running", null), _stopped.Task);
        _run = null;
        return end;
    }

    private async Task AfterAsync(SessionEnd end, Backoff backoff, TimeSpan lived)
    {
        switch (end.Kind)
        {
            case SessionEndKind.Refused:
                LogFailed(log, Name, end.Reason);
                Stand("failed", end.Reason);
                await _stopped.Task;
                break;
            case SessionEndKind.Broken:
                var wait = backoff.Next(lived);
                LogRestarting(log, Name, end.Reason, wait.TotalSeconds);
                Stand("restarting", end.Reason);
                using (var waiting = new CancellationTokenSource())
                {
                    await Task.WhenAny(Task.Delay(wait, time, waiting.Token), _stopped.Task);
                    await waiting.CancelAsync();
                }

                break;
        }
    }

    // What a session says that is over is not heard.
    private void Report(FrontEndRun from, string line)
    {
        if (from == _run && _info is { State: "running" } info && info.Detail != line)
        {
            Stand("running", line);
        }
    }

    private void Stand(string state, string? detail)
    {
        _info = _info with { State = state, Detail = detail is null ? null : OneLine.Of(detail) };
        if (state is "running" && detail is null)
        {
            LogRunning(log, Name);
        }
        else if (state is "running")
        {
            LogSays(log, Name, detail!);
        }

        changed();
    }

    [LoggerMessage(LogLevel.Information, "Front end {Name} is running")]
    private static partial void LogRunning(ILogger log, string name);

    [LoggerMessage(LogLevel.Information, "Front end {Name}: {Line}")]
    private static partial void LogSays(ILogger log, string name, string line);

    [LoggerMessage(LogLevel.Warning, "Front end {Name} ended and is started again in {Seconds} s: {Reason}")]
    private static partial void LogRestarting(ILogger log, string name, string reason, double seconds);

    [LoggerMessage(LogLevel.Error, "Front end {Name} cannot work until its plugin or options change: {Reason}")]
    private static partial void LogFailed(ILogger log, string name, string reason);

    [LoggerMessage(LogLevel.Warning, "Front end {Name} is given up: {Reason}")]
    private static partial void LogGivenUp(ILogger log, string name, string reason);
}
