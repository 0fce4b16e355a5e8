using System.Text;
using Atelier.DiscordBot.Client;
using Atelier.DiscordBot.Client.Gateway;
using Atelier.DiscordBot.Client.Model;
using Atelier.DiscordBot.Tests.Doubles;
using Atelier.FrontEnds;

namespace Atelier.DiscordBot.Tests.Client.Gateway;

public class GatewayClientTests
{
    [Fact]
    public async Task It_identifies_without_any_intent_and_hears_interactions()
    {
        await using var gateway = new GatewayFixture();
        var socket = gateway.Next();
        gateway.Start();

        var identify = await GatewayFixture.BeReadyAsync(socket);
        socket.Says(GatewayFixture.Interaction(2, "77"));
        await gateway.HeardAsync("interaction 77");

        Assert.Equal(
            (2, GatewayFixture.Token, 0), ((int)identify["op"]!, (string)identify["d"]!["token"]!, (int)identify["d"]!["intents"]!));
        Assert.Equal(["os", "browser", "device"], identify["d"]!["properties"]!.AsObject().Select(property => property.Key));
        Assert.True(Encoding.UTF8.GetByteCount(identify.ToJsonString()) <= OutgoingLimit.MostBytes);
        Assert.Equal("wss://gateway.example/?v=10&encoding=json&compress=zlib-stream", socket.Address!.AbsoluteUri);
        Assert.Equal(["connected 2", "interaction 77"], gateway.Heard);
    }

    [Fact]
    public async Task An_interaction_that_is_not_taken_any_more_and_all_after_it_are_told_to_who_goes_on()
    {
        await using var gateway = new GatewayFixture { Takes = false };
        var (first, second) = (gateway.Next(), gateway.Next());
        gateway.Start();
        await GatewayFixture.BeReadyAsync(first);
        first.Says(GatewayFixture.Interaction(2, "77")).Says(GatewayFixture.Interaction(3, "78"));
        await gateway.HeardAsync("interaction 77");

        await gateway.Time.UntilAsync(() => second.HasSent);

        Assert.Equal("""{"op":6,"d":{"token":"MTIz.very.secret","session_id":"s1","seq":1}}""", (await second.SentAsync()).ToJsonString());
        Assert.DoesNotContain("interaction 78", gateway.Heard);
    }

    [Fact]
    public async Task A_session_is_kept_as_soon_as_it_has_begun()
    {
        await using var gateway = new GatewayFixture();
        var kept = new TaskCompletionSource<string>();
        gateway.Store.Written = (key, value) => _ = key == "gateway/session" && kept.TrySetResult(value);
        var socket = gateway.Next();
        gateway.Start();
        await GatewayFixture.BeReadyAsync(socket);

        Assert.Contains("s1", await kept.Task.WaitAsync(TimeSpan.FromSeconds(30)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_beats_first_at_a_moment_of_chance_then_regularly_with_the_last_number()
    {
        await using var gateway = new GatewayFixture();
        var socket = gateway.Next();
        gateway.Start();
        await GatewayFixture.BeReadyAsync(socket);
        socket.Says(GatewayFixture.Interaction(42, "1"));
        await gateway.HeardAsync("interaction 1");

        gateway.Time.Pass(19.9);
        Assert.False(socket.HasSent);
        gateway.Time.Pass(0.2);
        var first = await socket.SentAsync();
        socket.Says("""{"op":11}""").Says("""{"op":1}""");
        var asked = await socket.SentAsync();
        socket.Says("""{"op":11}""");
        gateway.Time.Pass(39);
        Assert.False(socket.HasSent);
        await gateway.Time.UntilAsync(() => socket.HasSent, step: 0.5);

        Assert.Equal("""{"op":1,"d":42}""", first.ToJsonString());
        Assert.Equal(first.ToJsonString(), asked.ToJsonString());
        Assert.Equal(first.ToJsonString(), (await socket.SentAsync()).ToJsonString());
    }

    [Fact]
    public async Task A_heartbeat_that_is_not_acknowledged_ends_the_connection_and_the_session_goes_on()
    {
        await using var gateway = new GatewayFixture();
        var (first, second) = (gateway.Next(), gateway.Next());
        gateway.Start();
        await GatewayFixture.BeReadyAsync(first);
        await gateway.HeardAsync("connected 2");

        await gateway.Time.UntilAsync(first.Closed, step: 1);
        await gateway.Time.UntilAsync(() => second.HasSent);

        Assert.Equal(CloseCodes.Resuming, await first.Closed);
        Assert.Equal("""{"op":6,"d":{"token":"MTIz.very.secret","session_id":"s1","seq":1}}""", (await second.SentAsync()).ToJsonString());
        Assert.Equal("wss://resume.example/s1/?v=10&encoding=json&compress=zlib-stream", second.Address!.AbsoluteUri);
        Assert.True(first.IsDisposed);
    }

    [Theory]
    [InlineData("op 7")]
    [InlineData("op 9 true")]
    [InlineData("broken")]
    [InlineData("1001")]
    [InlineData("4000")]
    [InlineData("4003")]
    [InlineData("4008")]
    public async Task After_a_drop_the_session_goes_on_and_what_was_missed_is_heard(string drop)
    {
        await using var gateway = new GatewayFixture();
        var (first, second) = (gateway.Next(), gateway.Next());
        gateway.Start();
        await GatewayFixture.BeReadyAsync(first);
        first.Says(GatewayFixture.Interaction(2, "1"));
        await gateway.HeardAsync("interaction 1");

        Drop(first, drop);
        await gateway.Time.UntilAsync(() => second.HasSent);
        var resume = await second.SentAsync();
        second.Says(GatewayFixture.Interaction(3, "2")).Says("""{"op":0,"s":4,"t":"RESUMED","d":{}}""");
        await gateway.Time.UntilAsync(() => gateway.Heard.Count(what => what == "connected 2") == 2);

        Assert.Equal((6, "s1", 2), ((int)resume["op"]!, (string)resume["d"]!["session_id"]!, (int)resume["d"]!["seq"]!));
        Assert.Contains("interaction 2", gateway.Heard);
        Assert.Equal(1, gateway.Directory.GatewayCalls);
    }

    [Theory]
    [InlineData("op 9 false")]
    [InlineData("4007")]
    [InlineData("4009")]
    public async Task A_session_that_Discord_does_not_know_begins_anew_after_a_while(string drop)
    {
        await using var gateway = new GatewayFixture();
        var (first, second) = (gateway.Next(), gateway.Next());
        gateway.Start();
        await GatewayFixture.BeReadyAsync(first);
        await gateway.HeardAsync("connected 2");
        var begun = gateway.Time.GetTimestamp();

        Drop(first, drop);
        await gateway.Time.UntilAsync(() => second.HasSent);

        Assert.Equal(2, (int)(await GatewayFixture.BeReadyAsync(second, "s2"))["op"]!);
        Assert.True(gateway.Time.GetElapsedTime(begun) >= TimeSpan.FromSeconds(1));
        Assert.Equal(2, gateway.Directory.GatewayCalls);
    }

    [Theory]
    [InlineData(4004, "Reset Token")]
    [InlineData(4010, "servers")]
    [InlineData(4011, "servers")]
    [InlineData(4012, "version 10")]
    [InlineData(4013, "update")]
    [InlineData(4014, "update")]
    public async Task What_only_people_can_mend_ends_it_with_a_sentence_that_says_how(int code, string says)
    {
        await using var gateway = new GatewayFixture();
        var socket = gateway.Next();
        gateway.Start();
        await socket.SentAsync();

        socket.Closes(code);

        var exception = await Assert.ThrowsAsync<FrontEndException>(() => gateway.Running.WaitAsync(TimeSpan.FromSeconds(60)));
        Assert.Contains(says, exception.Message, StringComparison.Ordinal);
        Assert.Equal(1, gateway.Connections);
    }

    [Fact]
    public async Task Waits_between_attempts_grow_up_to_a_minute()
    {
        await using var gateway = new GatewayFixture();
        gateway.Start();

        await gateway.Time.UntilAsync(() => gateway.Heard.Count >= 9, step: 2);

        Assert.Equal(
            [0.75, 1.5, 3, 6, 12, 24, 45, 45, 45],
            gateway.Heard.Take(9).Select(what => double.Parse(what.Split(' ', ':')[1], System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task Where_the_sessions_own_place_is_gone_the_usual_one_takes_it_on()
    {
        await using var gateway = new GatewayFixture();
        var first = gateway.Next();
        for (var i = 0; i < 3; i++)
        {
            gateway.Next(unreachable: "nobody is there");
        }

        var last = gateway.Next();
        gateway.Start();
        await GatewayFixture.BeReadyAsync(first);
        await gateway.HeardAsync("connected 2");
        first.Breaks();

        await gateway.Time.UntilAsync(() => last.HasSent);

        Assert.Equal(6, (int)(await last.SentAsync())["op"]!);
        Assert.Equal("gateway.example", last.Address!.Host);
    }

    [Fact]
    public async Task A_stop_leaves_the_session_to_the_next_run()
    {
        await using var gateway = new GatewayFixture();
        var first = gateway.Next();
        gateway.Start();
        await GatewayFixture.BeReadyAsync(first);
        first.Says(GatewayFixture.Interaction(8, "1"));
        await gateway.HeardAsync("interaction 1");

        await gateway.StopAsync();

        Assert.Equal(CloseCodes.Resuming, await first.Closed);
        await using var next = new GatewayFixture(gateway);
        var second = next.Next();
        next.Start();
        var resume = await second.SentAsync();
        Assert.Equal((6, "s1", 8), ((int)resume["op"]!, (string)resume["d"]!["session_id"]!, (int)resume["d"]!["seq"]!));
    }

    [Fact]
    public async Task A_session_of_another_bot_is_left_alone()
    {
        await using var gateway = new GatewayFixture();
        var first = gateway.Next();
        gateway.Start();
        await GatewayFixture.BeReadyAsync(first);
        await gateway.HeardAsync("connected 2");
        await gateway.StopAsync();

        await using var next = new GatewayFixture(gateway);
        var second = next.Next();
        next.Start(token: "another");

        Assert.Equal(2, (int)(await second.SentAsync())["op"]!);
    }

    [Fact]
    public async Task The_number_of_the_last_event_is_on_the_disk_within_seconds()
    {
        await using var gateway = new GatewayFixture();
        var socket = gateway.Next();
        gateway.Start();
        await GatewayFixture.BeReadyAsync(socket);
        socket.Says(GatewayFixture.Interaction(9, "1"));
        await gateway.HeardAsync("interaction 1");

        await gateway.Time.UntilAsync(WrittenAsync());

        async Task WrittenAsync()
        {
            while ((await gateway.Store.GetAsync("gateway/session"))?.Contains("\"sequence\":9", StringComparison.Ordinal) != true)
            {
                await Task.Delay(1);
            }
        }
    }

    [Fact]
    public async Task What_is_kept_holds_no_token()
    {
        await using var gateway = new GatewayFixture();
        var socket = gateway.Next();
        gateway.Start();
        await GatewayFixture.BeReadyAsync(socket);
        await gateway.HeardAsync("connected 2");
        socket.Closes(4000);
        await gateway.Time.UntilAsync(() => gateway.Log.Count >= 3);
        await gateway.StopAsync();

        Assert.All(
            [.. gateway.Log, .. gateway.Heard, .. (await gateway.Store.ListAsync("")).Select(pair => pair.Value)],
            text => Assert.DoesNotContain("secret", text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Where_no_more_sessions_may_begin_it_waits_until_they_may()
    {
        await using var gateway = new GatewayFixture();
        var socket = gateway.Next();
        gateway.Directory.Gateway = new GatewayAddress("wss://gateway.example", new SessionStartLimit(1000, 0, 3_600_000));
        gateway.Start();
        await gateway.HeardAsync("disconnected 3600: all 1000 sessions that Discord allows in a day are used up");

        gateway.Time.Pass(3599);
        Assert.Equal(0, gateway.Connections);

        await gateway.Time.UntilAsync(() => socket.HasSent);
    }

    [Fact]
    public async Task New_sessions_begin_at_least_five_seconds_apart()
    {
        await using var gateway = new GatewayFixture();
        var (first, second) = (gateway.Next(), gateway.Next());
        gateway.Start();
        await first.SentAsync();
        var begun = gateway.Time.GetTimestamp();
        first.Says("""{"op":9,"d":false}""");

        await gateway.Time.UntilAsync(() => second.HasSent);

        Assert.True(gateway.Time.GetElapsedTime(begun) >= TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task While_the_network_is_away_it_keeps_trying()
    {
        await using var gateway = new GatewayFixture();
        var failures = 0;
        gateway.Directory.Fails = _ => ++failures <= 3 ? new DiscordException(0, 0, "GET /gateway/bot: Discord does not answer") : null;
        var socket = gateway.Next();
        gateway.Start();

        await gateway.Time.UntilAsync(() => socket.HasSent);

        Assert.Equal(4, failures);
    }

    [Fact]
    public async Task A_gateway_that_says_no_hello_is_left()
    {
        await using var gateway = new GatewayFixture();
        var silent = gateway.Next(saysHello: false);
        var second = gateway.Next();
        gateway.Start();

        await gateway.Time.UntilAsync(() => second.HasSent, step: 1);

        Assert.Contains(gateway.Heard, what => what.EndsWith("Discord did not say hello in time", StringComparison.Ordinal));
        Assert.True(silent.IsDisposed);
    }

    [Theory]
    [InlineData("ws://gateway.example")]
    [InlineData("https://gateway.example")]
    [InlineData("gateway")]
    public async Task The_token_goes_nowhere_unencrypted(string url)
    {
        await using var gateway = new GatewayFixture();
        gateway.Directory.Gateway = new GatewayAddress(url);
        gateway.Start();

        await gateway.Time.UntilAsync(() => gateway.Heard.Count >= 2, step: 1);

        Assert.Equal(0, gateway.Connections);
    }

    [Theory]
    [InlineData("""{"op":0,"s":3,"t":"INTERACTION_CREATE","d":{"id":5}}""")]
    [InlineData("""{"op":0,"s":3,"t":"INTERACTION_CREATE","d":null}""")]
    [InlineData("""{"op":0,"s":3,"t":"SOMETHING_NEW","d":[]}""")]
    [InlineData("""{"op":77,"d":{}}""")]
    [InlineData("not json")]
    public async Task What_cannot_be_read_does_not_end_the_connection(string message)
    {
        await using var gateway = new GatewayFixture();
        var socket = gateway.Next();
        gateway.Start();
        await GatewayFixture.BeReadyAsync(socket);

        socket.Says(message).Says(GatewayFixture.Interaction(4, "1"));

        await gateway.HeardAsync("interaction 1");
        Assert.Equal(1, gateway.Connections);
    }

    private static void Drop(ScriptedSocket socket, string drop)
    {
        switch (drop)
        {
            case "op 7":
                socket.Says("""{"op":7,"d":null}""");
                break;
            case "op 9 true":
                socket.Says("""{"op":9,"d":true}""");
                break;
            case "op 9 false":
                socket.Says("""{"op":9,"d":false}""");
                break;
            case "broken":
                socket.Breaks();
                break;
            default:
                socket.Closes(int.Parse(drop, System.Globalization.CultureInfo.InvariantCulture));
                break;
        }
    }
}
