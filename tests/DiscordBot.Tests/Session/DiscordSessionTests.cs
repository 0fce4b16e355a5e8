using System.Globalization;
using System.Text;
using Atelier.DiscordBot.Session;
using Atelier.DiscordBot.Tests.Doubles;
using Atelier.FrontEnds;

namespace Atelier.DiscordBot.Tests.Session;

public class DiscordSessionTests
{
    private const string Connected = "connected as atelier to 1 server";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Without_a_token_it_is_off_and_says_where_one_is_looked_for()
    {
        var host = new FakeFrontEndHost();
        using var stop = new CancellationTokenSource();

        var running = new DiscordSession(new DiscordOptions { Token = "env:A_VARIABLE_THAT_NOBODY_SETS" }, host).RunAsync(stop.Token);

        Assert.Equal("off: there is no token in env:A_VARIABLE_THAT_NOBODY_SETS", Assert.Single(host.Reports));
        Assert.False(running.IsCompleted);
        await stop.CancelAsync();
        await running.WaitAsync(Patience);
    }

    [Fact]
    public async Task It_connects_and_registers_its_commands_once()
    {
        await using var session = await SessionFixture.StartAsync();
        session.Open();
        await session.SaysAsync(Connected);
        await session.Discord.CommandsAsync("imagine", "help", "Show recipe");
        await Passing.WhenAsync(() => session.Said.Any(line => line.Contains("commands registered", StringComparison.Ordinal)));
        await session.CloseAsync();

        session.Open();
        await session.Discord.ResumedAsync(1);
        await Passing.WhenAsync(
            () => session.Discord.Exchanges.Count(
                call => call is { Method: "GET" } && call.Path.EndsWith("/commands", StringComparison.Ordinal)) == 2);
        await session.CloseAsync();

        Assert.Equal("PUT", Assert.Single(session.Discord.Exchanges, call => call.Method != "GET").Method);
        Assert.Empty(session.Discord.Violations);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_token_that_Discord_refuses_ends_it_once_with_the_reason(bool isRefusedByRest)
    {
        await using var session = await SessionFixture.StartAsync();
        session.Discord.State.Misbehaviour.RefusesToken = isRefusedByRest;
        session.Discord.State.Misbehaviour.RefusesIdentifyWith = 4004;

        session.Open();

        var exception = await Assert.ThrowsAsync<FrontEndException>(() => session.Running.WaitAsync(Patience));
        Assert.Contains("Reset Token", exception.Message, StringComparison.Ordinal);
        Assert.True(session.Discord.Exchanges.Count(call => call.Status == 401) <= 2);
        Assert.All([.. session.Said, exception.ToString()],
            line => Assert.DoesNotContain(session.Discord.Token, line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_connection_that_drops_while_a_picture_is_made_loses_nothing()
    {
        await using var session = await SessionFixture.StartAsync();
        session.Open();
        await session.SaysAsync(Connected);
        await session.Discord.CommandsAsync("imagine", "help");
        var imagine = session.Anna.Slash("imagine", ("prompt", "a fox"));
        await imagine.DeferredAsync();
        await Passing.WhenAsync(() => session.Host.Queue.All.Count == 1);
        session.Host.Queue.Begin(session.Host.Queue.Last.Id);

        session.Discord.State.Gateway.Drop();
        var meanwhile = session.Anna.Slash("help");
        session.Host.Queue.Succeed(session.Host.Queue.Last.Id);

        var message = await imagine.MessageAsync(one => one.Attachments.Count > 0);
        await meanwhile.AnsweredAsync();
        await session.Discord.ResumedAsync(1);
        Assert.Contains("fox", message.Content + string.Concat(message.Embeds.Select(embed => embed.ToString())), StringComparison.Ordinal);
        Assert.Equal(1, session.Discord.State.Gateway.Identifies);
        Assert.Empty(session.Discord.Violations);
    }

    [Fact]
    public async Task An_interaction_that_Discord_delivers_twice_is_one_job()
    {
        await using var session = await SessionFixture.StartAsync();
        session.Discord.State.Misbehaviour.Deliveries = 3;
        session.Open();
        await session.SaysAsync(Connected);
        await session.Discord.CommandsAsync("imagine");

        var imagine = session.Anna.Slash("imagine", ("prompt", "a fox"));
        await imagine.DeferredAsync();
        await Passing.WhenAsync(() => session.Host.Queue.All.Count > 0);
        await session.CloseAsync();

        Assert.Single(session.Host.Queue.Submitted);
        Assert.Single(session.Discord.Exchanges, call => call.Path.EndsWith("/callback", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_typed_while_the_plugin_is_changed_is_answered_by_the_next_session_once()
    {
        await using var session = await SessionFixture.StartAsync();
        session.Open();
        await session.SaysAsync(Connected);
        await session.Discord.CommandsAsync("imagine", "help");
        var before = session.Anna.Slash("help");
        await before.AnsweredAsync();
        await session.CloseAsync();

        var between = session.Anna.Slash("help");
        session.Open();

        await between.AnsweredAsync();
        await session.Anna.Slash("help").AnsweredAsync();
        await session.CloseAsync();
        Assert.Equal((1, 1), (session.Discord.State.Gateway.Identifies, session.Discord.State.Gateway.Resumes));
        Assert.Equal(3, session.Discord.Exchanges.Count(call => call.Path.EndsWith("/callback", StringComparison.Ordinal)));
        Assert.Empty(session.Discord.Violations);
    }

    [Fact]
    public async Task Nothing_it_says_or_keeps_holds_its_token()
    {
        await using var session = await SessionFixture.StartAsync();
        var faults = session.Discord.State.Misbehaviour;
        faults.Fail("GET /applications/@me", status: 500);
        faults.Limit("GET /gateway/bot", TimeSpan.FromMilliseconds(50), isGlobal: true);
        session.Open();
        await session.Discord.ConnectedAsync();
        session.Discord.State.Gateway.Close(4000);
        await session.Discord.ResumedAsync(1);
        session.Discord.State.Gateway.Invalidate(resumable: false);
        await session.Discord.IdentifiedAsync(2);
        await session.SaysAsync(Connected);
        await session.CloseAsync();

        var kept = (await session.Host.Store.ListAsync("")).Select(pair => pair.Key + pair.Value);
        Assert.True(session.Said.Count() > 5);
        Assert.All([.. session.Said, .. kept], line => Assert.DoesNotContain(session.Discord.Token, line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Where_Discord_sends_interactions_elsewhere_it_says_so()
    {
        await using var session = await SessionFixture.StartAsync();
        session.Discord.State.Application.InteractionsEndpoint = new Uri("https://elsewhere.example/discord/interactions");

        session.Open();

        await Passing.WhenAsync(() => session.Host.Reports.Any(
            state => state.Contains("https://elsewhere.example/discord/interactions", StringComparison.Ordinal)
                && state.Contains("Interactions Endpoint URL", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Over_HTTP_a_signed_interaction_is_answered_by_the_callback()
    {
        await using var session = await SessionFixture.StartAsync();
        var opened = session.Open("http");
        Assert.Equal(
            503, (await opened.AnswerAsync(Signed(session, """{"id":"1","application_id":"2","type":1,"token":"t"}"""), default))?.Status);
        await Passing.WhenAsync(
            () => session.Host.Reports.Any(
                state => state.StartsWith("waiting: set 'Interactions Endpoint URL'", StringComparison.Ordinal)));
        await session.Discord.CommandsAsync("help");
        var help = session.Anna.Slash("help");

        var ping = await opened.AnswerAsync(Signed(session, """{"id":"1","application_id":"2","type":1,"token":"t"}"""), default);
        var answer = await opened.AnswerAsync(Signed(session, help.Payload.ToJsonString()), default);

        Assert.Equal((200, 202), (ping!.Status, answer!.Status));
        await help.AnsweredAsync();
        Assert.Null(await opened.AnswerAsync(Signed(session, "") with { Path = "elsewhere" }, default));
        Assert.Equal(0, session.Discord.State.Gateway.Identifies);
        Assert.Empty(session.Discord.Violations);
    }

    [Fact]
    public async Task With_the_gateway_nothing_is_at_its_address()
    {
        await using var session = await SessionFixture.StartAsync();
        var opened = session.Open();
        await session.SaysAsync(Connected);

        Assert.Null(await opened.AnswerAsync(Signed(session, "{}"), default));
    }

    private static FrontEndCall Signed(SessionFixture session, string body)
    {
        var timestamp = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["X-Signature-Timestamp"] = timestamp,
            ["X-Signature-Ed25519"] = session.Discord.State.Application.Key.Sign(Encoding.UTF8.GetBytes(timestamp + body)),
        };
        return new FrontEndCall("POST", "interactions", headers, Encoding.UTF8.GetBytes(body));
    }
}
