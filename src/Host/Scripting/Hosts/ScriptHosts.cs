using Atelier.Host.Scripting.Sandbox;

namespace Atelier.Host.Scripting.Hosts;

/// <summary>Script hosts: one that is at rest is kept warm for the next script, until it has run many or something is left in it.</summary>
/// <param name="most">Scripts that one host runs.</param>
/// <param name="sandbox">What they may read and write; null confines them to nothing.</param>
internal sealed partial class ScriptHosts(
    ScriptingOptions options, TimeProvider time, ILogger<ScriptHosts> logger, int most = ScriptHosts.UsualMost,
    ScriptSandbox? sandbox = null) : IAsyncDisposable
{
    /// <summary>What unloading cannot prove grows slowly, if it grows.</summary>
    public const int UsualMost = 1000;

    private const int MostAtRest = 2;
    private static readonly TimeSpan RestLimit = TimeSpan.FromMinutes(5);

    private readonly Lock _gate = new();
    private readonly List<(ScriptHost Host, long Since)> _atRest = [];
    private readonly CancellationTokenSource _stop = new();

    /// <summary>A host for one question.</summary>
    /// <exception cref="IOException">None could be started.</exception>
    public async Task<ScriptHost> TakeAsync(CancellationToken cancellation)
    {
        while (true)
        {
            ScriptHost warm;
            lock (_gate)
            {
                if (_atRest.Count == 0)
                {
                    break;
                }

                warm = _atRest[^1].Host;
                _atRest.RemoveAt(_atRest.Count - 1);
            }

            if (warm.IsClean)
            {
                return warm;
            }

            await warm.DisposeAsync();
        }

        return new ScriptHost(await HostProcess.StartAsync(options, sandbox, cancellation), time);
    }

    /// <summary>Takes a host back.</summary>
    public async Task GiveBackAsync(ScriptHost host)
    {
        var since = time.GetTimestamp();
        lock (_gate)
        {
            if (host.IsClean && host.Runs < most && _atRest.Count < MostAtRest && !_stop.IsCancellationRequested)
            {
                _atRest.Add((host, since));
                _ = EndAtRestAsync(host, since);
                return;
            }
        }

        if (!host.IsClean)
        {
            LogReplaced(host.Runs);
        }

        await host.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        List<ScriptHost> last;
        lock (_gate)
        {
            last = [.. _atRest.Select(resting => resting.Host)];
            _atRest.Clear();
        }

        foreach (var host in last)
        {
            await host.DisposeAsync();
        }
    }

    private async Task EndAtRestAsync(ScriptHost host, long since)
    {
        await Task.Delay(RestLimit, time, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        bool stillRests;
        lock (_gate)
        {
            stillRests = _atRest.Remove((host, since));
        }

        if (stillRests)
        {
            await host.DisposeAsync();
        }
    }

    [LoggerMessage(
        LogLevel.Debug, "A process for scripts is replaced after {Runs} runs: it ended, or something of a script was left in it")]
    private partial void LogReplaced(int runs);
}
