using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Atelier.DiscordBot.Client.Gateway;
using Atelier.DiscordBot.Client.Model;
using Atelier.DiscordBot.Client.Rest;
using Atelier.DiscordBot.Tests.Doubles;

namespace Atelier.DiscordBot.Tests.Client.Gateway;

/// <summary>A gateway whose connections a test holds, one after another.</summary>
internal sealed class GatewayFixture : IGatewayListener, IAsyncDisposable
{
    public const string Token = "MTIz.very.secret";

    private readonly ConcurrentQueue<ScriptedSocket> _coming = new();
    private readonly CancellationTokenSource _stop = new();
    private int _connections;

    /// <param name="former">The run before this one, whose time and memory are this one's too.</param>
    public GatewayFixture(GatewayFixture? former = null)
    {
        Time = former?.Time ?? new ManualTime();
        Store = former?.Store ?? new FakeStore(Time);
    }

    public ManualTime Time { get; }

    public FakeDirectory Directory { get; } = new();

    public FakeStore Store { get; }

    public ConcurrentQueue<string> Heard { get; } = new();

    public ConcurrentQueue<string> Log { get; } = new();

    /// <summary>Whether interactions are still taken in.</summary>
    public bool Takes { get; set; } = true;

    public Task Running { get; private set; } = Task.CompletedTask;

    public int Connections => _connections;

    /// <summary>The connection that comes next.</summary>
    public ScriptedSocket Next(bool saysHello = true, string? unreachable = null)
    {
        var socket = new ScriptedSocket { Unreachable = unreachable };
        if (saysHello)
        {
            socket.Says("""{"op":10,"d":{"heartbeat_interval":40000}}""");
        }

        _coming.Enqueue(socket);
        return socket;
    }

    public GatewayFixture Start(string token = Token)
    {
        var memory = new GatewayMemory(Store, GatewayMemory.BotOf(new Uri("https://discord.example/"), token));
        var client = new GatewayClient(
            Directory, () => Interlocked.Increment(ref _connections) > 0 && _coming.TryDequeue(out var socket)
                ? socket
                : new ScriptedSocket { Unreachable = "nobody is there" },
            token, memory, this, Time, new Jitter(() => 0.5), (_, message) => Log.Enqueue(message));
        Running = client.RunAsync(_stop.Token);
        return this;
    }

    /// <summary>Identifies, and becomes ready as <paramref name="session"/>.</summary>
    public static async Task<JsonNode> BeReadyAsync(ScriptedSocket socket, string session = "s1")
    {
        var opening = await socket.SentAsync();
        socket.Says(
            $$$"""{"op":0,"s":1,"t":"READY","d":{"session_id":"{{{session}}}","resume_gateway_url":"wss://resume.example/{{{session}}}","user":{"id":"1","username":"atelier"},"guilds":[{"id":"1"},{"id":"2"}]}}""");
        return opening;
    }

    public static string Interaction(int sequence, string id) =>
        $$$"""{"op":0,"s":{{{sequence}}},"t":"INTERACTION_CREATE","d":{"id":"{{{id}}}","application_id":"1","type":2,"token":"t","version":1,"data":{"id":"7","name":"help","type":1} } }""";

    public Task HeardAsync(string what) => Passing.WhenAsync(() => Heard.Contains(what));

    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await Time.UntilAsync(Running);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    void IGatewayListener.Connected(int guilds) => Heard.Enqueue($"connected {guilds}");

    void IGatewayListener.Disconnected(string reason, TimeSpan wait) => Heard.Enqueue($"disconnected {wait.TotalSeconds}: {reason}");

    bool IGatewayListener.Interaction(Interaction interaction)
    {
        Heard.Enqueue($"interaction {interaction.Id}");
        return Takes;
    }
}
