using System.Text.Json;
using Atelier.DiscordSimulator.Guilds;
using Atelier.DiscordSimulator.Interactions;
using Atelier.DiscordSimulator.Users;

namespace Atelier.DiscordSimulator.Tests;

/// <summary>A Discord with a guild, a channel, somebody in it, and a connected bot that does what a test says.</summary>
internal sealed class Meeting : IAsyncDisposable
{
    public static readonly object Nobody = new { parse = Array.Empty<string>() };

    public static readonly byte[] Png =
        Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    private Meeting(LocalDiscord discord)
    {
        Discord = discord;
        Guild = discord.AddGuild("Painters");
        Channel = Guild.AddChannel("general");
        Anna = Guild.AddMember("anna").In(Channel);
        Bot = new TestBot(discord);
    }

    public LocalDiscord Discord { get; }

    public Guild Guild { get; }

    public Channel Channel { get; }

    public Hands Anna { get; }

    public TestBot Bot { get; }

    public string SessionId { get; private set; } = "";

    public TestGateway Gateway { get; private set; } = null!;

    public static async Task<Meeting> BeginAsync(LocalDiscordOptions? options = null)
    {
        var meeting = new Meeting(await LocalDiscord.StartAsync(options));
        await meeting.Bot.RegisterAsync(
            new { name = "draw", description = "Draws", options = Array.Empty<object>() }, new { name = "Look", type = 3 });
        (meeting.Gateway, var ready) = await TestGateway.IdentifiedAsync(meeting.Discord);
        meeting.SessionId = TestBot.Text(ready, "session_id");
        return meeting;
    }

    /// <summary>Anna types <c>/draw</c>, and the bot hears of it.</summary>
    public async Task<(UserInteraction Done, JsonElement Told)> DrawAsync() => (Anna.Slash("draw"), await Gateway.InteractionAsync());

    /// <summary>A message of the bot's with these components.</summary>
    public async Task<UserInteraction> ShowAsync(object data)
    {
        var (done, told) = await DrawAsync();
        Assert.Equal(204, (await Bot.AnswerAsync(told, 4, data)).Status);
        return done;
    }

    public async ValueTask DisposeAsync()
    {
        Gateway.Dispose();
        Bot.Dispose();
        await Discord.DisposeAsync();
    }
}
