using Atelier.DiscordBot.Client;
using Atelier.DiscordBot.Client.Rest;
using Atelier.DiscordBot.Client.Rest.Limits;
using Atelier.DiscordBot.Tests.Doubles;
using Atelier.FrontEnds;

namespace Atelier.DiscordBot.Tests.Client.Rest;

public sealed class DiscordHttpTests : IDisposable
{
    private readonly HttpFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task The_token_goes_to_the_bots_own_addresses_alone()
    {
        await _fixture.SendAsync(Calls.Messages("1"));
        await _fixture.SendAsync(Calls.Callback("2", "interaction-token"));
        await _fixture.SendAsync(Calls.FollowUp("3", "interaction-token"));
        await _fixture.SendAsync(Calls.Original(HttpMethod.Patch, "3", "interaction-token"));

        Assert.Equal(["Bot " + HttpFixture.Token, null, null, null], _fixture.Discord.Requests.Select(request => request.Authorization));
        Assert.Equal(
            ["/api/v10/channels/1/messages", "/api/v10/interactions/2/interaction-token/callback",
                "/api/v10/webhooks/3/interaction-token?wait=true",
                "/api/v10/webhooks/3/interaction-token/messages/@original"],
            _fixture.Discord.Requests.Select(request => request.Path));
    }

    [Fact]
    public async Task What_is_said_in_an_address_stays_a_part_of_it()
    {
        await _fixture.SendAsync(Calls.Message(HttpMethod.Delete, "../../users", "a?b#c"));

        Assert.Equal("/api/v10/channels/..%2F..%2Fusers/messages/a%3Fb%23c", _fixture.Discord.Last.Path);
    }

    [Fact]
    public async Task A_call_that_came_too_early_waits_as_long_as_Discord_says()
    {
        _fixture.Discord.Answers(429, """{"message":"slow down","retry_after":2.5,"global":false}""").Answers(200);
        var begun = _fixture.Time.GetTimestamp();

        await _fixture.SendAsync(Calls.FollowUp("3", "t"));

        Assert.Equal(2, _fixture.Discord.Requests.Count);
        Assert.True(_fixture.Time.GetElapsedTime(begun) >= TimeSpan.FromSeconds(2.5));
    }

    [Fact]
    public async Task After_too_many_calls_altogether_all_of_the_bots_wait_and_interactions_do_not()
    {
        _fixture.Discord.Answers(429, """{"message":"slow down","retry_after":30,"global":true}""", ("X-RateLimit-Global", "true"));
        var early = _fixture.Http.SendAsync(Calls.Messages("1"), default);
        await Passing.WhenAsync(() => _fixture.Log.Any(line => line.Contains("as does all else", StringComparison.Ordinal)));
        var other = _fixture.Http.SendAsync(Calls.Messages("2"), default);
        await _fixture.Http.SendAsync(Calls.Callback("9", "t"), default);

        Assert.Equal(2, _fixture.Discord.Requests.Count);
        _fixture.Time.Pass(29);
        Assert.False(early.IsCompleted || other.IsCompleted);
        await _fixture.Time.UntilAsync(Task.WhenAll(early, other));
        Assert.Equal(4, _fixture.Discord.Requests.Count);
    }

    [Fact]
    public async Task A_bar_without_a_reason_stops_everything_for_as_long_as_it_says()
    {
        _fixture.Discord.Answers(429, "<html>you are being rate limited</html>", ("Retry-After", "3600"));

        var exception = await Assert.ThrowsAsync<DiscordException>(() => _fixture.SendAsync(Calls.Messages("1")));

        Assert.Equal(429, exception.Status);
        var next = _fixture.Http.SendAsync(Calls.Get("/users/@me"), default);
        _fixture.Time.Pass(3000);
        Assert.False(next.IsCompleted);
        await _fixture.Time.UntilAsync(next, step: 60);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    public async Task Where_nobody_knows_whether_it_arrived_only_what_does_no_harm_is_tried_again(int status)
    {
        _fixture.Discord.Answers(status).Answers(status).Answers(200).Answers(status);

        await _fixture.SendAsync(Calls.Message(HttpMethod.Patch, "1", "2"));
        var exception = await Assert.ThrowsAsync<DiscordException>(() => _fixture.SendAsync(Calls.FollowUp("3", "t")));

        Assert.Equal(status, exception.Status);
        Assert.Equal(4, _fixture.Discord.Requests.Count);
    }

    [Fact]
    public async Task What_Discord_says_was_not_done_is_tried_again_always()
    {
        _fixture.Discord.Answers(502, "bad gateway").Answers(502).Answers(200);

        await _fixture.SendAsync(Calls.FollowUp("3", "t"));

        Assert.Equal(3, _fixture.Discord.Requests.Count);
    }

    [Fact]
    public async Task A_broken_connection_is_tried_again_only_where_nothing_can_have_arrived_or_it_does_no_harm()
    {
        _fixture.Discord
            .Fails(new HttpRequestException(HttpRequestError.ConnectionError, "refused")).Answers(200)
            .Fails(new HttpRequestException(HttpRequestError.ResponseEnded, "ended")).Answers(200)
            .Fails(new HttpRequestException(HttpRequestError.ResponseEnded, "ended"));

        await _fixture.SendAsync(Calls.FollowUp("3", "t"));
        await _fixture.SendAsync(Calls.Message(HttpMethod.Patch, "1", "2"));
        var exception = await Assert.ThrowsAsync<DiscordException>(() => _fixture.SendAsync(Calls.FollowUp("3", "t")));

        Assert.Equal(0, exception.Status);
        Assert.Equal(5, _fixture.Discord.Requests.Count);
    }

    [Fact]
    public async Task It_gives_up_in_the_end()
    {
        _fixture.Discord.Otherwise = _ => ScriptedDiscord.Response(500, "{}");

        await Assert.ThrowsAsync<DiscordException>(() => _fixture.SendAsync(Calls.Get("/gateway/bot")));

        Assert.Equal(4, _fixture.Discord.Requests.Count);
    }

    [Fact]
    public async Task A_try_that_is_not_answered_ends()
    {
        _fixture.Discord.Delays = request => _fixture.Discord.Requests.Count == 1 ? Task.Delay(Timeout.Infinite) : Task.CompletedTask;

        await _fixture.Time.UntilAsync(_fixture.Http.SendAsync(Calls.Get("/gateway/bot"), default), step: 5);

        Assert.Equal(2, _fixture.Discord.Requests.Count);
    }

    [Fact]
    public async Task A_first_answer_that_arrived_though_nobody_heard_is_well()
    {
        _fixture.Discord.Answers(500).Answers(400, """{"code":40060,"message":"Interaction has already been acknowledged."}""");

        await _fixture.SendAsync(Calls.Callback("2", "t"));

        Assert.Equal(2, _fixture.Discord.Requests.Count);
    }

    [Fact]
    public async Task A_first_answer_to_what_another_has_answered_is_an_error()
    {
        _fixture.Discord.Answers(400, """{"code":40060,"message":"Interaction has already been acknowledged."}""");

        var exception = await Assert.ThrowsAsync<DiscordException>(() => _fixture.SendAsync(Calls.Callback("2", "t")));

        Assert.Equal(DiscordError.AlreadyAnswered, exception.Code);
    }

    [Fact]
    public async Task A_first_answer_is_not_tried_longer_than_anybody_waits()
    {
        _fixture.Discord.Answers(429, """{"retry_after":6,"global":false}""");

        await Assert.ThrowsAsync<DiscordException>(() => _fixture.SendAsync(Calls.Callback("2", "t")));

        Assert.Single(_fixture.Discord.Requests);
    }

    [Theory]
    [InlineData(404, 10015, "Unknown Webhook")]
    [InlineData(401, 50027, "Invalid Webhook Token")]
    public async Task A_webhook_that_is_gone_is_never_called_again(int status, int code, string message)
    {
        _fixture.Discord.Answers(status, $$"""{"code":{{code}},"message":"{{message}}"}""");

        var first = await Assert.ThrowsAsync<DiscordException>(() => _fixture.SendAsync(Calls.Original(HttpMethod.Patch, "3", "gone")));
        var second = await Assert.ThrowsAsync<DiscordException>(() => _fixture.SendAsync(Calls.FollowUp("3", "gone")));
        await _fixture.SendAsync(Calls.FollowUp("3", "alive"));

        Assert.Equal((status, code), (first.Status, first.Code));
        Assert.Equal((status, code), (second.Status, second.Code));
        Assert.Equal(2, _fixture.Discord.Requests.Count);
        Assert.False(_fixture.Http.Broken.IsCompleted);
    }

    [Fact]
    public async Task A_refused_token_stops_all_and_says_what_to_do()
    {
        _fixture.Discord.Answers(401, """{"code":0,"message":"401: Unauthorized"}""");

        await Assert.ThrowsAsync<DiscordException>(() => _fixture.SendAsync(Calls.Get("/users/@me")));
        await Assert.ThrowsAsync<DiscordException>(() => _fixture.SendAsync(Calls.Messages("1")));

        Assert.Single(_fixture.Discord.Requests);
        var reason = await Assert.ThrowsAsync<FrontEndException>(() => _fixture.Http.Broken);
        Assert.Contains("Reset Token", reason.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_stops_long_before_Discord_bars_the_machine()
    {
        _fixture.Discord.Otherwise = _ => ScriptedDiscord.Response(403, """{"code":50001,"message":"Missing Access"}""");
        for (var i = 0; i < InvalidCalls.Most; i++)
        {
            Assert.False(_fixture.Http.Broken.IsCompleted);
            await Assert.ThrowsAsync<DiscordException>(() => _fixture.SendAsync(Calls.FollowUp("3", $"{i}")));
        }

        await Assert.ThrowsAsync<DiscordException>(() => _fixture.SendAsync(Calls.FollowUp("3", "one more")));

        Assert.Equal(InvalidCalls.Most, _fixture.Discord.Requests.Count);
        var reason = await Assert.ThrowsAsync<FrontEndException>(() => _fixture.Http.Broken);
        Assert.Contains("Missing Access", reason.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refusals_of_long_ago_and_those_of_others_making_do_not_count()
    {
        var refusals = 0;
        _fixture.Discord.Otherwise = _ => ++refusals % 2 == 0
            ? ScriptedDiscord.Response(403, "{}")
            : ScriptedDiscord.Response(429, """{"retry_after":0.01,"global":false}""", ("X-RateLimit-Scope", "shared"));
        for (var i = 0; i < InvalidCalls.Most + 10; i++)
        {
            await Assert.ThrowsAsync<DiscordException>(() => _fixture.SendAsync(Calls.FollowUp("3", $"{i}")));
            if (i == InvalidCalls.Most / 2)
            {
                _fixture.Time.Pass(TimeSpan.FromMinutes(10));
            }
        }

        Assert.False(_fixture.Http.Broken.IsCompleted);
    }

    [Fact]
    public async Task An_error_names_each_field_that_is_wrong()
    {
        _fixture.Discord.Answers(
            400,
            """{"code":50035,"message":"Invalid Form Body","errors":{"data":{"content":{"_errors":[{"code":"BASE_TYPE_MAX_LENGTH","message":"Must be 2000 or fewer in length."}]}}}}""");

        var exception = await Assert.ThrowsAsync<DiscordException>(() => _fixture.SendAsync(Calls.Messages("1")));

        Assert.Equal(50035, exception.Code);
        Assert.Equal(
            "POST /channels/{channel}/messages: 400 (50035) Invalid Form Body; data.content: Must be 2000 or fewer in length.",
            exception.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("<html>")]
    [InlineData("""{"message":5,"code":"x","errors":[1]}""")]
    [InlineData("""{"errors":{"_errors":{"a":1}}}""")]
    public async Task An_error_of_any_shape_is_one_line(string body)
    {
        _fixture.Discord.Answers(400, body);

        var exception = await Assert.ThrowsAsync<DiscordException>(() => _fixture.SendAsync(Calls.Messages("1")));

        Assert.Equal(400, exception.Status);
        Assert.DoesNotContain('\n', exception.Message);
    }

    [Fact]
    public async Task Nothing_that_is_said_holds_the_token_or_an_interactions()
    {
        _fixture.Discord.Answers(429, """{"retry_after":0.1,"global":true}""").Answers(500)
            .Fails(new HttpRequestException(HttpRequestError.ResponseEnded, "ended")).Answers(403)
            .Answers(401);
        var first = await Record.ExceptionAsync(() => _fixture.SendAsync(Calls.Original(HttpMethod.Patch, "3", "interaction-secret")));
        var second = await Record.ExceptionAsync(() => _fixture.SendAsync(Calls.Get("/users/@me")));
        var third = await Record.ExceptionAsync(() => _fixture.Http.Broken);

        Assert.Equal(5, _fixture.Discord.Requests.Count);
        Assert.All(
            [.. _fixture.Log, first!.ToString(), second!.ToString(), third!.ToString()],
            text => Assert.False(text.Contains("secret", StringComparison.Ordinal), text));
    }
}
