using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Atelier.DiscordBot.Client.Rest;
using Atelier.FrontEnds;

namespace Atelier.DiscordBot.Client.Gateway;

/// <summary>One connection from its hello to its end.</summary>
internal sealed class GatewayConnection(
    IGatewaySocket socket, string token, GatewayMemory memory, IGatewayListener listener, TimeProvider time, Jitter jitter,
    Action<FrontEndLogLevel, string> log)
{
    private static readonly TimeSpan HelloPatience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan GoodbyePatience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ShortestBeat = TimeSpan.FromMilliseconds(100);

    private readonly Heartbeat _heartbeat = new(time, jitter);
    private readonly OutgoingLimit _limit = new(time);
    private bool _isReady;

    /// <summary>Connects, and hears until the connection ends.</summary>
    /// <returns>How it ended; a stop leaves the session to be gone on with.</returns>
    public async Task<ConnectionEnd> RunAsync(Uri address, CancellationToken stop)
    {
        try
        {
            return await HearAsync(await OpenAsync(address, stop), stop) with { WasReady = _isReady };
        }
        catch (GatewayLostException exception)
        {
            return ConnectionEnd.Resumable(exception.Message) with { WasReady = _isReady };
        }
    }

    /// <summary>Hello is heard; then the session goes on, or begins.</summary>
    /// <returns>How often Discord wants a heartbeat.</returns>
    private async Task<TimeSpan> OpenAsync(Uri address, CancellationToken stop)
    {
        using var patience = new CancellationTokenSource(HelloPatience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, stop);
        try
        {
            await socket.ConnectAsync(address, either.Token);
            var frame = await socket.ReceiveAsync(either.Token);
            if (frame.CloseCode is { } code)
            {
                throw new GatewayLostException($"Discord closed the connection ({code})");
            }

            var hello = Read(frame) is { Op: Opcode.Hello } message ? Read(message, DiscordJson.Default.Hello) : null;
            var interval =
                TimeSpan.FromMilliseconds(hello?.HeartbeatInterval ?? throw new GatewayLostException("Discord did not say hello"));
            await SendAsync(Opening(), either.Token);
            return interval < ShortestBeat ? ShortestBeat : interval;
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw new GatewayLostException("Discord did not say hello in time");
        }
        catch (OperationCanceledException)
        {
            throw new GatewayLostException("stopped");
        }
    }

    private async Task<ConnectionEnd> HearAsync(TimeSpan interval, CancellationToken stop)
    {
        using var over = new CancellationTokenSource();
        var stopping = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = stop.Register(() => stopping.TrySetResult());
        var receiving = ReceiveAsync(over.Token, stop);
        var beating = _heartbeat.RunAsync(interval, BeatAsync, over.Token);
        try
        {
            var first = await Task.WhenAny(receiving, beating, stopping.Task);
            if (first == receiving)
            {
                return await receiving;
            }

            if (first == beating)
            {
                await beating;
            }

            await GoodbyeAsync(CloseCodes.Resuming);
            await ((Task)receiving).WaitAsync(GoodbyePatience, time, CancellationToken.None)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return ConnectionEnd.Resumable(first == beating ? "a heartbeat was not acknowledged" : "stopped");
        }
        finally
        {
            await over.CancelAsync();
            await Task.WhenAll(receiving, beating).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private byte[] Opening()
    {
        if (memory.Session is { } session)
        {
            return Message(
                Opcode.Resume, JsonSerializer.SerializeToElement(new(token, session.Id, session.Sequence), DiscordJson.Default.Resume));
        }

        var identify = new Identify(token, new ClientProperties("linux", "atelier", "atelier"));
        return Message(Opcode.Identify, JsonSerializer.SerializeToElement(identify, DiscordJson.Default.Identify));
    }

    private async Task<ConnectionEnd> ReceiveAsync(CancellationToken over, CancellationToken stop)
    {
        while (true)
        {
            var frame = await socket.ReceiveAsync(over);
            if (frame.CloseCode is { } code)
            {
                return CloseCodes.Of(code);
            }

            // What comes after the stop is the next run's: it is told again, since its number is not noted.
            if (!stop.IsCancellationRequested && Read(frame) is { } message && await TakeAsync(message, over) is { } end)
            {
                await GoodbyeAsync(end.Next == AfterConnection.Resume ? CloseCodes.Resuming : CloseCodes.Done);
                return end;
            }
        }
    }

    /// <summary>Deals with a message.</summary>
    /// <returns>How the connection ends; null where it goes on.</returns>
    private async Task<ConnectionEnd?> TakeAsync(GatewayMessage message, CancellationToken over)
    {
        switch (message.Op)
        {
            case Opcode.Event:
                return TryTake(message) ? null : ConnectionEnd.Resumable("stopped");
            case Opcode.Heartbeat:
                await BeatAsync(over);
                return null;
            case Opcode.Acknowledged:
                _heartbeat.Acknowledge();
                return null;
            case Opcode.Reconnect:
                return ConnectionEnd.Resumable("Discord asked to connect anew");
            case Opcode.InvalidSession:
                return message.D is { ValueKind: JsonValueKind.True }
                    ? ConnectionEnd.Resumable("Discord does not know the session for now")
                    : ConnectionEnd.Fresh("Discord does not know the session any more");
            default:
                return null;
        }
    }

    /// <returns>False where it is not taken any more: its number is not noted, so that the next run is told it again.</returns>
    private bool TryTake(GatewayMessage message)
    {
        switch (message.T)
        {
            case "READY" when Read(message, DiscordJson.Default.Ready) is { } ready:
                var guilds = ready.Guilds?.Count ?? 0;
                memory.Begin(ready.SessionId, ready.ResumeGatewayUrl, guilds, message.S);
                Begin(guilds);
                break;
            case "RESUMED":
                Begin(memory.Session?.Guilds ?? 0);
                break;
            case "INTERACTION_CREATE" when Read(message, DiscordJson.Default.Interaction) is { } interaction
                && !listener.Interaction(interaction):
                return false;
        }

        if (message.S is { } sequence)
        {
            memory.Advance(sequence);
        }

        return true;
    }

    private void Begin(int guilds)
    {
        _isReady = true;
        listener.Connected(guilds);
    }

    private T? Read<T>(GatewayMessage message, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return message.D?.Deserialize(type);
        }
        catch (JsonException exception)
        {
            log(FrontEndLogLevel.Error, $"Discord: {message.T ?? "a message"} of the gateway could not be read at {exception.Path}");
            return null;
        }
    }

    private GatewayMessage? Read(GatewayFrame frame)
    {
        try
        {
            return JsonSerializer.Deserialize(frame.Message, DiscordJson.Default.GatewayMessage);
        }
        catch (JsonException)
        {
            log(FrontEndLogLevel.Warning, "Discord: a message of the gateway could not be read");
            return null;
        }
    }

    private Task BeatAsync(CancellationToken cancellation)
    {
        var sequence = memory.Session?.Sequence?.ToString(CultureInfo.InvariantCulture) ?? "null";
        return SendAsync(Encoding.ASCII.GetBytes($$"""{"op":{{Opcode.Heartbeat}},"d":{{sequence}}}"""), cancellation);
    }

    private async Task SendAsync(byte[] message, CancellationToken cancellation)
    {
        await _limit.WaitAsync(message.Length, cancellation);
        await socket.SendAsync(message, cancellation);
    }

    private async Task GoodbyeAsync(int code)
    {
        using var patience = new CancellationTokenSource(GoodbyePatience, time);
        await socket.CloseAsync(code, patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static byte[] Message(int op, JsonElement data) =>
        JsonSerializer.SerializeToUtf8Bytes(new GatewayMessage(op, data), DiscordJson.Default.GatewayMessage);
}
