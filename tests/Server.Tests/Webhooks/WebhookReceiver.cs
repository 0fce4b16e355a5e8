using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;

namespace Atelier.Server.Tests.Webhooks;

/// <summary>Somebody on loopback who is called, and answers when a test says so.</summary>
internal sealed class WebhookReceiver : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);

    private readonly HttpListener _listener = new();
    private readonly Channel<(string Id, string Body)> _messages = Channel.CreateUnbounded<(string Id, string Body)>();
    private readonly Task _loop;
    private volatile bool _answers = true;

    public WebhookReceiver()
    {
        Url = new Uri($"http://127.0.0.1:{FreePort()}/");
        _listener.Prefixes.Add(Url.AbsoluteUri);
        _listener.Start();
        _loop = ListenAsync();
    }

    public Uri Url { get; }

    /// <summary>From now on it takes what comes and says nothing.</summary>
    public void FallSilent() => _answers = false;

    public void SpeakAgain() => _answers = true;

    /// <summary>The next message's <c>webhook-id</c> and body.</summary>
    public async Task<(string Id, string Body)> NextAsync()
    {
        using var limit = new CancellationTokenSource(Limit);
        return await _messages.Reader.ReadAsync(limit.Token);
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _loop;
        _listener.Close();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task ListenAsync()
    {
        try
        {
            while (true)
            {
                var context = await _listener.GetContextAsync();
                using var reader = new StreamReader(context.Request.InputStream);
                var message = (context.Request.Headers["webhook-id"]!, await reader.ReadToEndAsync());
                if (_answers)
                {
                    context.Response.Close();
                }

                await _messages.Writer.WriteAsync(message);
            }
        }
        catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
        {
        }
    }
}
