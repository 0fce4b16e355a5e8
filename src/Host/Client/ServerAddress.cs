using System.Net.Sockets;
using Atelier.Host.Cli;
using Atelier.Host.Texts;

namespace Atelier.Host.Client;

/// <summary>Where a server listens: <c>http://127.0.0.1:7860</c>, or <c>http://unix:/run/atelier.sock</c>, as Kestrel spells it.</summary>
internal sealed record ServerAddress
{
    private readonly string? _socket;

    private ServerAddress(string text, Uri url, string? socket)
    {
        Text = text;
        Url = url;
        _socket = socket;
    }

    /// <summary>As it was given.</summary>
    public string Text { get; }

    /// <summary>What requests are relative to.</summary>
    public Uri Url { get; }

    /// <exception cref="InputException">It is no address.</exception>
    public static ServerAddress Parse(string text, string source)
    {
        const string unix = "http://unix:";
        if (text.StartsWith(unix, StringComparison.OrdinalIgnoreCase) && text.Length > unix.Length)
        {
            return new ServerAddress(text, new Uri("http://localhost/"), text[unix.Length..]);
        }

        return !text.Equals(unix, StringComparison.OrdinalIgnoreCase)
            && Uri.TryCreate($"{text.TrimEnd('/')}/", UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
            && url is { Query: "", Fragment: "" }
            ? new ServerAddress(text, url, null)
            : throw new InputException($"{source}: {OneLine.Quoted(text)} is not an address; give one as http://127.0.0.1:7860");
    }

    /// <summary>A handler that connects there, and follows no redirects: a key is for one server alone.</summary>
    public SocketsHttpHandler Handler()
    {
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = TimeSpan.FromSeconds(15) };
        if (_socket is { } path)
        {
            handler.UseProxy = false;
            handler.ConnectCallback = async (_, cancellation) =>
            {
                var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                try
                {
                    await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellation);
                    return new NetworkStream(socket, ownsSocket: true);
                }
                catch
                {
                    socket.Dispose();
                    throw;
                }
            };
        }

        return handler;
    }
}
