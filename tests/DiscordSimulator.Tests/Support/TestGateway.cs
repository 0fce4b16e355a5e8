using System.IO.Compression;
using System.Net.WebSockets;
using System.Text.Json;

namespace Atelier.DiscordSimulator.Tests;

/// <summary>A connection to a gateway, payload by payload.</summary>
internal sealed class TestGateway : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ClientWebSocket _socket = new();
    private readonly bool _isCompressed;
    private readonly SlowStream _packed = new();
    private readonly ZLibStream _unpacked;

    private TestGateway(bool isCompressed)
    {
        _isCompressed = isCompressed;
        _unpacked = new ZLibStream(_packed, CompressionMode.Decompress);
    }

    public WebSocketCloseStatus? CloseStatus => _socket.CloseStatus;

    public static async Task<TestGateway> ConnectAsync(string address, string query = "?v=10&encoding=json")
    {
        var gateway = new TestGateway(query.Contains("zlib-stream", StringComparison.Ordinal));
        using var bound = new CancellationTokenSource(Patience);
        await gateway._socket.ConnectAsync(new Uri(address + query), bound.Token);
        return gateway;
    }

    /// <summary>Connects and says who it is.</summary>
    public static async Task<(TestGateway Gateway, JsonElement Ready)> IdentifiedAsync(
        LocalDiscord discord, string query = "?v=10&encoding=json")
    {
        var gateway = await ConnectAsync(AddressOf(discord), query);
        await gateway.SendAsync(2, Identity(discord.Token));
        return (gateway, (await gateway.EventAsync("READY")).GetProperty("d"));
    }

    public static string AddressOf(LocalDiscord discord) => discord.Address.Replace("http:", "ws:", StringComparison.Ordinal) + "/gateway";

    public static object Identity(string token) =>
        new { token, intents = 1, properties = new { os = "linux", browser = "test", device = "test" } };

    public async Task SendAsync(int op, object? d)
    {
        using var bound = new CancellationTokenSource(Patience);
        await _socket.SendAsync(
            JsonSerializer.SerializeToUtf8Bytes(new { op, d }), WebSocketMessageType.Text, endOfMessage: true, bound.Token);
    }

    /// <summary>The next payload; null at the end.</summary>
    public async Task<JsonElement?> NextAsync()
    {
        using var bound = new CancellationTokenSource(Patience);
        using var whole = new MemoryStream();
        var buffer = new byte[8192];
        while (true)
        {
            var result = await _socket.ReceiveAsync(buffer, bound.Token);
            if (result.MessageType == WebSocketMessageType.Close)
            {
                return null;
            }

            whole.Write(buffer, 0, result.Count);
            if (result.EndOfMessage)
            {
                return JsonDocument.Parse(_isCompressed ? Unpack(whole.ToArray()) : whole.ToArray()).RootElement;
            }
        }
    }

    /// <summary>The next payload of an operation; others before it are skipped.</summary>
    public async Task<JsonElement> OperationAsync(int op)
    {
        while (true)
        {
            var next = await NextAsync()
                ?? throw new InvalidOperationException($"The gateway closed with {CloseStatus} before operation {op}.");
            if (next.GetProperty("op").GetInt32() == op)
            {
                return next;
            }
        }
    }

    /// <summary>The next event of a type; others before it are skipped.</summary>
    public async Task<JsonElement> EventAsync(string type)
    {
        while (true)
        {
            var next = await OperationAsync(0);
            if (next.GetProperty("t").GetString() == type)
            {
                return next;
            }
        }
    }

    /// <summary>The next interaction's data.</summary>
    public async Task<JsonElement> InteractionAsync() => (await EventAsync("INTERACTION_CREATE")).GetProperty("d");

    /// <summary>Reads to the end, and says why it came.</summary>
    public async Task<int?> ClosedAsync()
    {
        while (await NextAsync() is not null)
        {
        }

        return (int?)CloseStatus;
    }

    public Task CloseAsync(int code) => _socket.CloseOutputAsync((WebSocketCloseStatus)code, "", CancellationToken.None);

    public void Dispose()
    {
        _socket.Dispose();
        _unpacked.Dispose();
    }

    private byte[] Unpack(byte[] packed)
    {
        Assert.Equal([0x00, 0x00, 0xFF, 0xFF], packed[^4..]);
        _packed.Feed(packed);
        using var whole = new MemoryStream();
        var buffer = new byte[8192];
        int read;
        while ((read = _unpacked.Read(buffer)) > 0)
        {
            whole.Write(buffer, 0, read);
        }

        return whole.ToArray();
    }

    /// <summary>A stream that is at its end until it is fed.</summary>
    private sealed class SlowStream : MemoryStream
    {
        public void Feed(byte[] more)
        {
            SetLength(0);
            Write(more);
            Position = 0;
        }
    }
}
