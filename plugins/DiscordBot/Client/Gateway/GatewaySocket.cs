using System.Net.WebSockets;

namespace Atelier.DiscordBot.Client.Gateway;

/// <inheritdoc cref="IGatewaySocket"/>
internal sealed class GatewaySocket : IGatewaySocket
{
    private const int MostBytes = 16 * 1024 * 1024;
    private const int NoCode = 1005;

    private readonly ClientWebSocket _socket = new();
    private readonly Inflater _inflater = new();
    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly byte[] _piece = new byte[16384];

    public Task ConnectAsync(Uri address, CancellationToken cancellation) => MeetAsync(() => _socket.ConnectAsync(address, cancellation));

    public async Task<GatewayFrame> ReceiveAsync(CancellationToken cancellation)
    {
        GatewayFrame? frame = null;
        await MeetAsync(async () =>
        {
            do
            {
                frame = await ReadAsync(cancellation);
            }
            while (frame is null);
        });
        return frame!;
    }

    public async Task SendAsync(byte[] message, CancellationToken cancellation)
    {
        await _sending.WaitAsync(cancellation);
        try
        {
            await MeetAsync(() => _socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, cancellation));
        }
        finally
        {
            _sending.Release();
        }
    }

    public async Task CloseAsync(int code, CancellationToken cancellation)
    {
        try
        {
            await MeetAsync(() => _socket.CloseOutputAsync((WebSocketCloseStatus)code, null, cancellation));
        }
        catch (GatewayLostException)
        {
            // There is nobody to say goodbye to.
        }
    }

    public void Dispose()
    {
        _socket.Dispose();
        _inflater.Dispose();
        _sending.Dispose();
    }

    /// <summary>A message; null where more of it follows.</summary>
    private async Task<GatewayFrame?> ReadAsync(CancellationToken cancellation)
    {
        using var message = new MemoryStream();
        ValueWebSocketReceiveResult result;
        do
        {
            result = await _socket.ReceiveAsync(_piece.AsMemory(), cancellation);
            if (result.MessageType == WebSocketMessageType.Close)
            {
                return new GatewayFrame([], (int?)_socket.CloseStatus ?? NoCode);
            }

            message.Write(_piece, 0, result.Count);
            if (message.Length > MostBytes)
            {
                throw new GatewayLostException("a message was too large");
            }
        }
        while (!result.EndOfMessage);
        var whole = result.MessageType == WebSocketMessageType.Text ? message.ToArray() : _inflater.Inflate(message.ToArray(), MostBytes);
        return whole is null ? null : new GatewayFrame(whole);
    }

    /// <summary>Whatever breaks a connection is one thing to those who use it.</summary>
    private static async Task MeetAsync(Func<Task> action)
    {
        try
        {
            await action();
        }
        catch (Exception exception) when (exception is WebSocketException or HttpRequestException or IOException
            or InvalidOperationException)
        {
            throw new GatewayLostException($"the connection to Discord broke: {exception.Message}");
        }
    }
}
