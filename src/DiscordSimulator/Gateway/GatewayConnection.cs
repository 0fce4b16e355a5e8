using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;

namespace Atelier.DiscordSimulator.Gateway;

/// <summary>A WebSocket of a bot, from the greeting to its end.</summary>
internal sealed class GatewayConnection(DiscordState state, WebSocket socket, bool isCompressed, bool isResumeAddress)
{
    private const int MostBytes = 4096;
    private const int MostEvents = 120;
    private static readonly TimeSpan EventWindow = TimeSpan.FromSeconds(60);

    private readonly Channel<string> _outgoing = Channel.CreateUnbounded<string>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Queue<DateTimeOffset> _received = [];
    private GatewaySession? _session;
    private DateTimeOffset _lastHeartbeat = state.Time.GetUtcNow();
    private int _closeCode;

    /// <summary>Heartbeats so far.</summary>
    public int Heartbeats { get; private set; }

    public async Task RunAsync(CancellationToken stop)
    {
        lock (state.Gate)
        {
            state.Gateway.Add(this);
        }

        var interval = state.Options.HeartbeatInterval;
        Send(new JsonObject
        {
            ["op"] = Operation.Hello,
            ["d"] = new JsonObject { ["heartbeat_interval"] = (long)interval.TotalMilliseconds },
        }.ToJsonString());
        var endsSession = false;
        await using var watch = state.Time.CreateTimer(_ => CloseIfSilent(), null, interval, interval);
        var writing = WriteAsync(stop);
        try
        {
            endsSession = await ReadAsync(stop);
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or IOException
            or ObjectDisposedException)
        {
            // The connection has broken, which is what this is for.
        }
        finally
        {
            _outgoing.Writer.TryComplete();
            lock (state.Gate)
            {
                state.Gateway.Remove(this, endsSession);
            }

            await writing;
        }
    }

    public void Send(string frame) => _outgoing.Writer.TryWrite(frame);

    /// <summary>Ends it without a word.</summary>
    public void Abort() => socket.Abort();

    /// <summary>Ends it with a code, after what is still to be sent.</summary>
    public void Close(int code)
    {
        _closeCode = code;
        _outgoing.Writer.TryComplete();
    }

    private async Task WriteAsync(CancellationToken stop)
    {
        using var zlib = isCompressed ? new ZlibStreamWriter() : null;
        try
        {
            await foreach (var frame in _outgoing.Reader.ReadAllAsync(stop))
            {
                var (bytes, type) = zlib is null
                    ? (Encoding.UTF8.GetBytes(frame), WebSocketMessageType.Text)
                    : (zlib.Pack(frame), WebSocketMessageType.Binary);
                await socket.SendAsync(bytes, type, endOfMessage: true, stop);
            }

            if (_closeCode > 0 && socket.State == WebSocketState.Open)
            {
                await socket.CloseOutputAsync((WebSocketCloseStatus)_closeCode, "", stop);
            }
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or IOException
            or ObjectDisposedException)
        {
            // Who reads notices too.
        }
    }

    /// <returns>Whether the bot has closed it in a way that ends its session.</returns>
    private async Task<bool> ReadAsync(CancellationToken stop)
    {
        var buffer = new byte[MostBytes + 1];
        while (true)
        {
            var length = 0;
            ValueWebSocketReceiveResult result;
            do
            {
                result = await socket.ReceiveAsync(buffer.AsMemory(length), stop);
                length += result.Count;
            }
            while (!result.EndOfMessage && length <= MostBytes);

            if (result.MessageType == WebSocketMessageType.Close)
            {
                if (socket.State == WebSocketState.CloseReceived)
                {
                    await socket.CloseOutputAsync(socket.CloseStatus ?? WebSocketCloseStatus.NormalClosure, "", stop);
                }

                return socket.CloseStatus is WebSocketCloseStatus.NormalClosure or WebSocketCloseStatus.EndpointUnavailable
                    && _closeCode == 0;
            }

            if (_closeCode == 0)
            {
                Take(buffer.AsMemory(0, length), result.EndOfMessage);
            }
        }
    }

    private void Take(ReadOnlyMemory<byte> payload, bool isWhole)
    {
        var now = state.Time.GetUtcNow();
        _received.Enqueue(now);
        while (now - _received.Peek() >= EventWindow)
        {
            _received.Dequeue();
        }

        if (!isWhole || payload.Length > MostBytes)
        {
            Refuse(CloseCode.DecodeError, "a payload of more than 4096 bytes");
        }
        else if (_received.Count > MostEvents)
        {
            Refuse(CloseCode.RateLimited, "more than 120 events in a minute");
        }
        else
        {
            try
            {
                using var json = JsonDocument.Parse(payload);
                lock (state.Gate)
                {
                    Take(json.RootElement.GetProperty("op").GetInt32(), json.RootElement.GetProperty("d"));
                }
            }
            catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
            {
                Refuse(CloseCode.DecodeError, "a payload that cannot be read");
            }
        }
    }

    private void Take(int operation, JsonElement data)
    {
        switch (operation)
        {
            case Operation.Heartbeat:
                TakeHeartbeat(data);
                break;
            case Operation.Identify when _session is null:
                Identify(data);
                break;
            case Operation.Resume when _session is null:
                Resume(data);
                break;
            case Operation.Identify or Operation.Resume:
                Refuse(CloseCode.AlreadyAuthenticated, "identified twice");
                break;
            case Operation.PresenceUpdate when _session is not null:
                break;
            case Operation.PresenceUpdate:
                Refuse(CloseCode.NotAuthenticated, "spoke before it identified itself");
                break;
            default:
                Refuse(CloseCode.UnknownOperation, $"sent the unknown operation {operation}");
                break;
        }
    }

    private void TakeHeartbeat(JsonElement data)
    {
        if (data.ValueKind == JsonValueKind.Number && data.GetInt64() > (_session?.Sequence ?? 0))
        {
            state.Violations.Add("gateway heartbeat", $"names the event {data.GetInt64()}, which was not told");
        }

        Heartbeats++;
        _lastHeartbeat = state.Time.GetUtcNow();
        if (!state.Misbehaviour.IgnoresHeartbeats)
        {
            Send(new JsonObject { ["op"] = Operation.HeartbeatAcknowledged }.ToJsonString());
        }

        state.Changes.Pulse();
    }

    private void Identify(JsonElement data)
    {
        if (isResumeAddress)
        {
            state.Violations.Add("gateway identify", "sent to the address for resuming");
        }

        foreach (var name in (string[])["os", "browser", "device"])
        {
            if (!data.GetProperty("properties").TryGetProperty(name, out _))
            {
                state.Violations.Add("gateway identify", $"properties.{name} is missing");
            }
        }

        if (IsRefused(data))
        {
            Close(CloseCode.AuthenticationFailed);
        }
        else if (state.Misbehaviour.RefusesIdentifyWith is > 0 and var code)
        {
            Close(code);
        }
        else
        {
            _session = state.Gateway.Identify(this, data.GetProperty("intents").GetInt64());
        }
    }

    private void Resume(JsonElement data)
    {
        if (!isResumeAddress)
        {
            state.Violations.Add("gateway resume", "not sent to the address for resuming");
        }

        if (IsRefused(data))
        {
            Close(CloseCode.AuthenticationFailed);
            return;
        }

        _session = state.Gateway.Resume(this, data.GetProperty("session_id").GetString()!, data.GetProperty("seq").GetInt64());
        if (_session is null)
        {
            Send(new JsonObject { ["op"] = Operation.InvalidSession, ["d"] = false }.ToJsonString());
        }
    }

    private bool IsRefused(JsonElement data) =>
        state.Misbehaviour.RefusesToken || data.GetProperty("token").GetString() != state.Application.Token;

    private void Refuse(int code, string what)
    {
        state.Violations.Add("gateway", what);
        Close(code);
    }

    private void CloseIfSilent()
    {
        if (state.Time.GetUtcNow() - _lastHeartbeat >= state.Options.HeartbeatInterval * 2)
        {
            Close(CloseCode.SessionTimedOut);
        }
    }
}
