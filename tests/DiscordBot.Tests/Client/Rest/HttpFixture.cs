using System.Collections.Concurrent;
using Atelier.DiscordBot.Client.Rest;
using Atelier.DiscordBot.Tests.Doubles;

namespace Atelier.DiscordBot.Tests.Client.Rest;

/// <summary>Calls to a scripted Discord, in time that a test lets pass.</summary>
internal sealed class HttpFixture : IDisposable
{
    public const string Token = "MTIzNDU2Nzg5.Gsecret.very-secret-indeed-27-letters";

    private readonly HttpClient _client;

    public HttpFixture()
    {
        _client = new HttpClient(Discord) { Timeout = Timeout.InfiniteTimeSpan };
        Http = new DiscordHttp(
            _client, new Uri("https://discord.example/api/v10"), Token, Time, new Jitter(() => 0.5), (_, message) => Log.Enqueue(message));
        Api = new DiscordApi(Http, new Downloads(_client, new Uri("https://discord.example/api/v10"), Time), () => "nonce");
        Directory = new DiscordDirectory(Http);
    }

    public ScriptedDiscord Discord { get; } = new();

    public ManualTime Time { get; } = new();

    public ConcurrentQueue<string> Log { get; } = new();

    public DiscordHttp Http { get; }

    public DiscordApi Api { get; }

    public DiscordDirectory Directory { get; }

    /// <summary>Makes a call, and lets time pass until it is over.</summary>
    public Task<byte[]> SendAsync(ApiCall call) => Time.UntilAsync(Http.SendAsync(call, default));

    public void Dispose() => _client.Dispose();
}
