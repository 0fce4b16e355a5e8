using Atelier.DiscordBot.Session;
using Atelier.DiscordBot.Tests.Doubles;
using Atelier.DiscordSimulator;
using Atelier.DiscordSimulator.Users;
using Atelier.FrontEnds;

namespace Atelier.DiscordBot.Tests.Session;

/// <summary>The bot as it is, with a Discord on this machine and a server in memory.</summary>
internal sealed class SessionFixture : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private CancellationTokenSource _stop = new();

    private SessionFixture(LocalDiscord discord)
    {
        Discord = discord;
        var guild = discord.AddGuild("Painters");
        Anna = guild.AddMember("anna").In(guild.AddChannel("general"));
    }

    public LocalDiscord Discord { get; }

    public Hands Anna { get; }

    public FakeFrontEndHost Host { get; } = new();

    public Task Running { get; private set; } = Task.CompletedTask;

    /// <summary>All that was said anywhere.</summary>
    public IEnumerable<string> Said => [.. Host.Reports, .. Host.Logged.Select(line => line.Message)];

    public static async Task<SessionFixture> StartAsync() => new(await LocalDiscord.StartAsync());

    /// <summary>A session, as the server opens it.</summary>
    public IFrontEndSession Open(string delivery = "gateway")
    {
        _stop = new CancellationTokenSource();
        var options = new DiscordOptions { Token = Discord.Token, ApiAddress = Discord.ApiAddress, Delivery = delivery };
        var session = new DiscordSession(options, new RealTimeHost(Host));
        Running = session.RunAsync(_stop.Token);
        return session;
    }

    public Task SaysAsync(string state) => Passing.WhenAsync(() => Host.Reports.Contains(state));

    public async Task CloseAsync()
    {
        await _stop.CancelAsync();
        await Running.WaitAsync(Patience);
        _stop.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        if (!Running.IsCompleted)
        {
            await CloseAsync();
        }

        await Discord.DisposeAsync();
    }
}
