using System.Net;
using System.Reflection;
using Atelier.FrontEnds;

namespace Atelier.DiscordBot.Client.Rest;

/// <summary>All of REST, put together.</summary>
internal sealed class DiscordClient : IDisposable
{
    private const long MostBytes = 16 * 1024 * 1024;

    private readonly HttpClient _client;
    private readonly HttpClient _downloads;
    private readonly DiscordHttp _http;

    /// <param name="address">The API's, with its version.</param>
    /// <param name="home">Where the bot is at home, for Discord's people.</param>
    public DiscordClient(Uri address, string token, Uri? home, TimeProvider time, Jitter jitter, Action<FrontEndLogLevel, string> log)
    {
        _client = Client(home);
        _downloads = Client(home);
        _http = new DiscordHttp(_client, address, token, time, jitter, log);
        Api = new DiscordApi(_http, new Downloads(_downloads, address, time), () => Guid.NewGuid().ToString("N")[..25]);
        Directory = new DiscordDirectory(_http);
    }

    public IDiscordApi Api { get; }

    public IDiscordDirectory Directory { get; }

    /// <inheritdoc cref="DiscordHttp.Broken"/>
    public Task Broken => _http.Broken;

    public void Dispose()
    {
        _client.Dispose();
        _downloads.Dispose();
    }

    private static HttpClient Client(Uri? home)
    {
        // Discord's addresses do not redirect; what does is not Discord's.
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.All,
            ConnectTimeout = TimeSpan.FromSeconds(10),
            PooledConnectionLifetime = TimeSpan.FromMinutes(10),
            UseCookies = false,
        };
        var client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan, MaxResponseContentBufferSize = MostBytes };
        var version = Assembly.GetExecutingAssembly().GetName().Version!.ToString(3);
        client.DefaultRequestHeaders.TryAddWithoutValidation(
            "User-Agent", $"DiscordBot ({home?.AbsoluteUri ?? "http://localhost"}, {version})");
        return client;
    }
}
