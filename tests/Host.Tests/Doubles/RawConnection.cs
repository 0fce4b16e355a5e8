using System.Net.Sockets;
using System.Text;

namespace Atelier.Host.Tests.Doubles;

/// <summary>A connection for requests that no proper client sends.</summary>
internal sealed class RawConnection : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly TcpClient _client = new();

    public static async Task<RawConnection> OpenAsync(Uri server)
    {
        var connection = new RawConnection();
        await connection._client.ConnectAsync(server.Host, server.Port);
        return connection;
    }

    /// <summary>Sends a text; that the other side no longer listens is no error.</summary>
    public async Task SendAsync(string text)
    {
        try
        {
            await _client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(text));
        }
        catch (IOException)
        {
        }
    }

    /// <summary>What comes back first; empty where the connection is closed.</summary>
    public async Task<string> ReceiveAsync()
    {
        var buffer = new byte[4096];
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            return Encoding.Latin1.GetString(buffer, 0, await _client.GetStream().ReadAsync(buffer, patience.Token));
        }
        catch (IOException)
        {
            return "";
        }
    }

    public void Dispose() => _client.Dispose();
}
