using System.Diagnostics;
using System.Net.Sockets;
using Atelier.Host.Worker.Link;

namespace Atelier.Host.Worker.Supervise;

/// <summary>A worker in a process of its own.</summary>
internal sealed partial class ChildProcess : IWorkerProcess
{
    private static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly ILogger _logger;
    private readonly Tail _lastWords = new();
    private readonly long _oomKills;

    private ChildProcess(Process process, long oomKills, ILogger logger)
    {
        _process = process;
        _oomKills = oomKills;
        _logger = logger;
        process.OutputDataReceived += (_, line) => Hear(line.Data, isError: false);
        process.ErrorDataReceived += (_, line) => Hear(line.Data, isError: true);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        Ended = WaitAsync();
    }

    public ILink Link { get; private set; } = new NoLink();

    public Task<WorkerExit> Ended { get; }

    public long Memory
    {
        get
        {
            try
            {
                _process.Refresh();
                return _process.WorkingSet64;
            }
            catch (InvalidOperationException)
            {
                return 0;
            }
        }
    }

    /// <summary>Waits until the process has come to the socket, or has ended.</summary>
    public static async Task<ChildProcess> StartAsync(
        Process process, long oomKills, Socket listener, ILogger logger, CancellationToken cancellation)
    {
        var child = new ChildProcess(process, oomKills, logger);
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        giveUp.CancelAfter(ConnectLimit);
        _ = child.Ended.ContinueWith(
            _ => giveUp.Cancel(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        try
        {
            child.Link = new StreamLink(new NetworkStream(await listener.AcceptAsync(giveUp.Token), ownsSocket: true));
        }
        catch (OperationCanceledException)
        {
            child.Kill();
        }

        return child;
    }

    public void Kill()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended already.
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Link.DisposeAsync();
        Kill();
        await Ended;
        _process.Dispose();
    }

    private async Task<WorkerExit> WaitAsync()
    {
        await _process.WaitForExitAsync();
        return ExitReading.Read(_process.ExitCode, _lastWords.ToString(), OutOfMemory.Kills() > _oomKills);
    }

    // What plugins and native libraries print; the worker's own log comes over the link.
    private void Hear(string? line, bool isError)
    {
        if (line is null)
        {
            return;
        }

        if (isError)
        {
            _lastWords.Add(line);
        }

        Printed(line);
    }

    [LoggerMessage(LogLevel.Information, "The worker printed: {Line}")]
    private partial void Printed(string line);
}
