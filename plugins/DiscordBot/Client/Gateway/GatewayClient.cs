using Atelier.DiscordBot.Client.Rest;
using Atelier.FrontEnds;

namespace Atelier.DiscordBot.Client.Gateway;

/// <summary>
/// Stays connected: goes on with the session where it can, begins a new one where it must, and waits longer each time that fails.
/// </summary>
internal sealed class GatewayClient(
    IDiscordDirectory directory, Func<IGatewaySocket> sockets, string token, GatewayMemory memory, IGatewayListener listener,
    TimeProvider time,
    Jitter jitter, Action<FrontEndLogLevel, string> log)
{
    private const string Query = "/?v=10&encoding=json&compress=zlib-stream";
    private const int ResumesAtItsPlace = 3;

    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan BeforeAnew = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan BetweenSessions = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan BetweenSaves = TimeSpan.FromSeconds(5);

    private long? _lastIdentified;

    /// <summary>Until it is stopped.</summary>
    /// <exception cref="FrontEndException">Discord refuses the bot.</exception>
    public async Task RunAsync(CancellationToken stop)
    {
        await memory.LoadAsync(stop);
        using var over = new CancellationTokenSource();
        var saving = SaveNowAndThenAsync(over.Token);
        try
        {
            await StayAsync(stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // It waited.
        }
        finally
        {
            await over.CancelAsync();
            await saving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await memory.SaveAsync(CancellationToken.None);
        }
    }

    private async Task StayAsync(CancellationToken stop)
    {
        var failures = 0;
        while (!stop.IsCancellationRequested)
        {
            var end = await ConnectAsync(failures, stop);
            if (stop.IsCancellationRequested)
            {
                return;
            }

            if (end.Next == AfterConnection.GiveUp)
            {
                memory.Forget();
                throw new FrontEndException(end.Reason);
            }

            if (end.Next == AfterConnection.Identify)
            {
                memory.Forget();
            }

            // A session that had worked is gone on with at once.
            failures = end.WasReady ? 0 : failures + 1;
            var wait = failures == 0 ? jitter.PartOf(FirstWait) : jitter.After(failures, FirstWait, LongestWait);
            wait += end.Next == AfterConnection.Identify ? FirstWait + jitter.PartOf(BeforeAnew) : TimeSpan.Zero;
            log(FrontEndLogLevel.Information, $"Discord: {end.Reason}; connecting again in {wait.TotalSeconds:0.0} s");
            listener.Disconnected(end.Reason, wait);
            await Task.Delay(wait, time, stop);
        }
    }

    private async Task<ConnectionEnd> ConnectAsync(int failures, CancellationToken stop)
    {
        try
        {
            // The place where the session is may be gone while Discord still knows the session.
            var address = memory.Session is { } session && failures < ResumesAtItsPlace ? session.Url : await FindAsync(stop);
            var isAddress = Uri.TryCreate(address.TrimEnd('/') + Query, UriKind.Absolute, out var uri);
            if (!isAddress || uri is not ({ Scheme: "wss" } or { Scheme: "ws", IsLoopback: true }))
            {
                return ConnectionEnd.Fresh("Discord named an address that is none");
            }

            using var socket = sockets();
            return await new GatewayConnection(socket, token, memory, listener, time, jitter, log).RunAsync(uri, stop);
        }
        catch (DiscordException exception)
        {
            return ConnectionEnd.Resumable(exception.Message);
        }
    }

    /// <summary>Asks where to connect, and waits until a new session may begin, where one is needed.</summary>
    private async Task<string> FindAsync(CancellationToken stop)
    {
        var gateway = await directory.GatewayAsync(stop);
        if (memory.Session is not null)
        {
            return gateway.Url;
        }

        var limit = gateway.SessionStartLimit;
        if (limit is { Remaining: <= 0 })
        {
            var until = TimeSpan.FromMilliseconds(Math.Max(0, limit.ResetAfter));
            log(FrontEndLogLevel.Warning, $"Discord: all {limit.Total} sessions of the day are used up; waits {until.TotalMinutes:0} min");
            listener.Disconnected($"all {limit.Total} sessions that Discord allows in a day are used up", until);
            await Task.Delay(until, time, stop);
        }

        var apart = BetweenSessions / Math.Max(1, limit?.MaxConcurrency ?? 1);
        if (_lastIdentified is { } last && apart - time.GetElapsedTime(last) is var pause && pause > TimeSpan.Zero)
        {
            await Task.Delay(pause, time, stop);
        }

        _lastIdentified = time.GetTimestamp();
        return gateway.Url;
    }

    private async Task SaveNowAndThenAsync(CancellationToken over)
    {
        while (true)
        {
            await await Task.WhenAny(Task.Delay(BetweenSaves, time, over), memory.Begun);
            await memory.SaveAsync(over);
        }
    }
}
