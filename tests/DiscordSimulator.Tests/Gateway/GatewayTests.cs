using System.Net.WebSockets;
using Atelier.DiscordSimulator.Gateway;

namespace Atelier.DiscordSimulator.Tests.Gateway;

public sealed class GatewayTests
{
    [Fact]
    public async Task It_greets_acknowledges_heartbeats_and_tells_of_the_guilds()
    {
        await using var discord = await LocalDiscord.StartAsync();
        discord.AddGuild("Painters").AddChannel("general");
        using var gateway = await TestGateway.ConnectAsync(TestGateway.AddressOf(discord));

        var hello = await gateway.OperationAsync(10);
        await gateway.SendAsync(1, null);
        await gateway.OperationAsync(11);
        await gateway.SendAsync(2, TestGateway.Identity(discord.Token));
        var ready = (await gateway.EventAsync("READY")).GetProperty("d");
        var guild = (await gateway.EventAsync("GUILD_CREATE")).GetProperty("d");

        Assert.Equal(41250, hello.GetProperty("d").GetProperty("heartbeat_interval").GetInt32());
        Assert.Equal(discord.State.Application.Id, ready.GetProperty("application").GetProperty("id").GetString());
        Assert.Equal("general", guild.GetProperty("channels")[0].GetProperty("name").GetString());
        Assert.Empty(discord.Violations);
    }

    [Theory]
    [InlineData(4004, 2)]
    [InlineData(4004, 6)]
    public async Task A_wrong_token_closes_with_4004(int code, int operation)
    {
        await using var discord = await LocalDiscord.StartAsync();
        using var gateway = await TestGateway.ConnectAsync(TestGateway.AddressOf(discord) + (operation == 6 ? "/resume" : ""));

        await gateway.SendAsync(
            operation, operation == 2 ? TestGateway.Identity("wrong") : new { token = "wrong", session_id = "a", seq = 1 });

        Assert.Equal(code, await gateway.ClosedAsync());
    }

    [Fact]
    public async Task A_session_that_is_resumed_is_told_what_it_missed()
    {
        await using var meeting = await Meeting.BeginAsync();
        var (_, told) = await meeting.DrawAsync();
        var session = meeting.SessionId;
        meeting.Discord.State.Gateway.Drop();
        await meeting.Discord.DisconnectedAsync();
        var missed = meeting.Anna.Slash("draw");

        using var gateway = await ResumeAsync(meeting, session, sequence: 3);
        var again = await gateway.InteractionAsync();
        await gateway.EventAsync("RESUMED");

        Assert.Equal(missed.Id, TestBot.Text(again, "id"));
        Assert.NotEqual(missed.Id, TestBot.Text(told, "id"));
        Assert.Empty(meeting.Discord.Violations);
    }

    [Theory]
    [InlineData(1000)]
    [InlineData(1001)]
    public async Task A_bot_that_says_goodbye_so_ends_its_session(int code)
    {
        await using var meeting = await Meeting.BeginAsync();
        var session = meeting.SessionId;
        await meeting.Gateway.CloseAsync(code);
        await meeting.Discord.DisconnectedAsync();

        using var gateway = await ResumeAsync(meeting, session, sequence: 1);

        Assert.False((await gateway.OperationAsync(9)).GetProperty("d").GetBoolean());
    }

    [Fact]
    public async Task Another_goodbye_leaves_the_session()
    {
        await using var meeting = await Meeting.BeginAsync();
        var session = meeting.SessionId;
        await meeting.Gateway.CloseAsync(4000);
        await meeting.Discord.DisconnectedAsync();

        using var gateway = await ResumeAsync(meeting, session, sequence: 2);

        await gateway.EventAsync("RESUMED");
        await meeting.Discord.ResumedAsync(1);
    }

    [Fact]
    public async Task A_compressed_stream_says_the_same()
    {
        await using var discord = await LocalDiscord.StartAsync();
        discord.AddGuild("Painters");

        var (gateway, ready) = await TestGateway.IdentifiedAsync(discord, "?v=10&encoding=json&compress=zlib-stream");

        using (gateway)
        {
            Assert.Equal(10, ready.GetProperty("v").GetInt32());
            Assert.Equal("Painters", (await gateway.EventAsync("GUILD_CREATE")).GetProperty("d").GetProperty("name").GetString());
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Sessions_become_invalid_and_may_or_may_not_be_resumed(bool resumable)
    {
        await using var meeting = await Meeting.BeginAsync();
        var session = meeting.SessionId;

        meeting.Discord.State.Gateway.Invalidate(resumable);
        Assert.Equal(resumable, (await meeting.Gateway.OperationAsync(9)).GetProperty("d").GetBoolean());
        await meeting.Gateway.CloseAsync(4000);
        using var gateway = await ResumeAsync(meeting, session, sequence: 2);

        var answer = await gateway.NextAsync();
        while (answer!.Value.GetProperty("op").GetInt32() == 10)
        {
            answer = await gateway.NextAsync();
        }

        Assert.Equal(resumable ? 0 : 9, answer.Value.GetProperty("op").GetInt32());
    }

    [Fact]
    public async Task It_asks_to_reconnect_asks_for_heartbeats_and_may_never_acknowledge_them()
    {
        await using var meeting = await Meeting.BeginAsync();

        meeting.Discord.State.Gateway.AskReconnect();
        await meeting.Gateway.OperationAsync(7);
        meeting.Discord.State.Gateway.AskHeartbeat();
        await meeting.Gateway.OperationAsync(1);
        meeting.Discord.State.Misbehaviour.IgnoresHeartbeats = true;
        await meeting.Gateway.SendAsync(1, 2);
        meeting.Discord.State.Gateway.AskReconnect();

        Assert.Equal(7, (await meeting.Gateway.NextAsync())!.Value.GetProperty("op").GetInt32());
    }

    [Fact]
    public async Task Silence_ends_a_connection()
    {
        var time = new ManualTime();
        await using var meeting = await Meeting.BeginAsync(new LocalDiscordOptions { Time = time });

        time.Pass(41.25);
        time.Pass(41.25);

        Assert.Equal(CloseCode.SessionTimedOut, await meeting.Gateway.ClosedAsync());
    }

    [Theory]
    [InlineData(2, CloseCode.AlreadyAuthenticated)]
    [InlineData(77, CloseCode.UnknownOperation)]
    public async Task What_a_bot_must_not_send_closes_the_connection_and_counts_against_it(int operation, int code)
    {
        await using var meeting = await Meeting.BeginAsync();

        await meeting.Gateway.SendAsync(operation, TestGateway.Identity(meeting.Discord.Token));

        Assert.Equal(code, await meeting.Gateway.ClosedAsync());
        Assert.NotEmpty(meeting.Discord.Violations);
    }

    [Fact]
    public async Task Large_payloads_too_many_of_them_and_other_versions_are_refused()
    {
        await using var meeting = await Meeting.BeginAsync();
        await meeting.Gateway.SendAsync(3, new string('a', 5000));
        Assert.Equal(CloseCode.DecodeError, await meeting.Gateway.ClosedAsync());

        var (busy, _) = await TestGateway.IdentifiedAsync(meeting.Discord);
        using (busy)
        {
            for (var beat = 0; beat < 121; beat++)
            {
                await busy.SendAsync(1, null);
            }

            Assert.Equal(CloseCode.RateLimited, await busy.ClosedAsync());
        }

        using var old = await TestGateway.ConnectAsync(TestGateway.AddressOf(meeting.Discord), "?v=9&encoding=json");
        Assert.Equal((WebSocketCloseStatus)CloseCode.InvalidVersion, (WebSocketCloseStatus)(await old.ClosedAsync())!);
    }

    private static async Task<TestGateway> ResumeAsync(Meeting meeting, string session, long sequence)
    {
        var gateway = await TestGateway.ConnectAsync(TestGateway.AddressOf(meeting.Discord) + "/resume");
        await gateway.SendAsync(6, new { token = meeting.Discord.Token, session_id = session, seq = sequence });
        return gateway;
    }
}
