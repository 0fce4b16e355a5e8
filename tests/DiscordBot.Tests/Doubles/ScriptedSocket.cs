using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Atelier.DiscordBot.Client.Gateway;

namespace Atelier.DiscordBot.Tests.Doubles;

/// <summary>A connection to a gateway that is the test.</summary>
internal sealed class ScriptedSocket : IGatewaySocket
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Channel<GatewayFrame> _incoming = Channel.CreateUnbounded<GatewayFrame>();
    private readonly Channel<JsonNode> _sent = Channel.CreateUnbounded<JsonNode>();
    private readonly TaskCompletionSource<int> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Uri? Address { get; private set; }

    /// <summary>The code with which the bot closed it.</summary>
    public Task<int> Closed => _closed.Task.WaitAsync(Patience);

    /// <summary>What connecting fails with.</summary>
    public string? Unreachable { get; init; }

    public bool IsDisposed { get; private set; }

    /// <summary>Whether something was sent that nobody has read.</summary>
    public bool HasSent => _sent.Reader.Count > 0;

    public ScriptedSocket Says(string json)
    {
        _incoming.Writer.TryWrite(new GatewayFrame(Encoding.UTF8.GetBytes(json)));
        return this;
    }

    public void Closes(int code) => _incoming.Writer.TryWrite(new GatewayFrame([], code));

    public void Breaks() => _incoming.Writer.TryComplete(new GatewayLostException("the connection to Discord broke: cut"));

    /// <summary>The next message of the bot's.</summary>
    public async Task<JsonNode> SentAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        return await _sent.Reader.ReadAsync(patience.Token);
    }

    public Task ConnectAsync(Uri address, CancellationToken cancellation)
    {
        Address = address;
        return Unreachable is { } reason ? throw new GatewayLostException(reason) : Task.CompletedTask;
    }

    public async Task<GatewayFrame> ReceiveAsync(CancellationToken cancellation)
    {
        try
        {
            return await _incoming.Reader.ReadAsync(cancellation);
        }
        catch (ChannelClosedException exception) when (exception.InnerException is GatewayLostException lost)
        {
            throw new GatewayLostException(lost.Message);
        }
        catch (ChannelClosedException)
        {
            throw new GatewayLostException("the connection to Discord is closed");
        }
    }

    public Task SendAsync(byte[] message, CancellationToken cancellation)
    {
        _sent.Writer.TryWrite(JsonNode.Parse(message)!);
        return Task.CompletedTask;
    }

    public Task CloseAsync(int code, CancellationToken cancellation)
    {
        _closed.TrySetResult(code);
        _incoming.Writer.TryComplete();
        return Task.CompletedTask;
    }

    public void Dispose() => IsDisposed = true;
}
