using System.Globalization;

namespace Atelier.DiscordSimulator.Tests.RateLimits;

public sealed class RateLimiterTests
{
    private const string Send = "POST /channels/{channel_id}/messages";

    [Fact]
    public async Task Headers_say_what_is_left_and_who_calls_all_the_same_breaks_the_limit()
    {
        var time = new ManualTime();
        await using var meeting = await Meeting.BeginAsync(new LocalDiscordOptions { Time = time });
        meeting.Discord.RateLimits.Set(Send, 2, TimeSpan.FromSeconds(5));

        var first = await SendAsync(meeting);
        time.Pass(1);
        var second = await SendAsync(meeting);
        Assert.Empty(meeting.Discord.Violations);
        var third = await SendAsync(meeting);
        time.Pass(4);
        var fourth = await SendAsync(meeting);

        Assert.Equal(
            ("2", "1", "5.000"),
            (first.Headers["X-RateLimit-Limit"], first.Headers["X-RateLimit-Remaining"], first.Headers["X-RateLimit-Reset-After"]));
        Assert.Equal(("0", "4.000"), (second.Headers["X-RateLimit-Remaining"], second.Headers["X-RateLimit-Reset-After"]));
        Assert.Equal(
            (429, "user", 4.0), (third.Status, third.Headers["X-RateLimit-Scope"], third.Json.GetProperty("retry_after").GetDouble()));
        Assert.Equal(200, fourth.Status);
        Assert.Contains("no call was left", Assert.Single(meeting.Discord.Violations), StringComparison.Ordinal);
        Assert.Equal(1, meeting.Discord.RateLimits.Refused);
    }

    [Fact]
    public async Task Channels_are_counted_apart()
    {
        await using var meeting = await Meeting.BeginAsync();
        meeting.Discord.RateLimits.Set(Send, 1, TimeSpan.FromHours(1));
        var other = meeting.Guild.AddChannel("other");

        var here = await SendAsync(meeting);
        var there = await meeting.Bot.CallAsync(
            "POST", $"/channels/{other.Id}/messages", new { content = "a", allowed_mentions = Meeting.Nobody });

        Assert.Equal((200, 200), (here.Status, there.Status));
        Assert.Equal(here.Headers["X-RateLimit-Bucket"], there.Headers["X-RateLimit-Bucket"]);
    }

    [Fact]
    public async Task All_calls_together_have_a_limit_but_for_those_about_interactions()
    {
        await using var meeting = await Meeting.BeginAsync(new LocalDiscordOptions { Time = new ManualTime(), CallsPerSecond = 2 });
        var (_, told) = await meeting.DrawAsync();

        await meeting.Bot.CallAsync("GET", "/users/@me");
        var global = await meeting.Bot.CallAsync("GET", "/users/@me");
        var answer = await meeting.Bot.AnswerAsync(told, 5);

        Assert.Equal((429, "true", "global"), (global.Status, global.Headers["X-RateLimit-Global"], global.Headers["X-RateLimit-Scope"]));
        Assert.True(global.Json.GetProperty("global").GetBoolean());
        Assert.Equal(204, answer.Status);
    }

    [Fact]
    public async Task Too_many_invalid_calls_shut_the_bot_out()
    {
        await using var meeting = await Meeting.BeginAsync(new LocalDiscordOptions { InvalidRequestLimit = 3 });
        using var wrong = new TestBot(meeting.Discord, "another token");
        for (var call = 0; call < 3; call++)
        {
            Assert.Equal(401, (await wrong.CallAsync("GET", "/users/@me")).Status);
        }

        Assert.Equal(429, (await meeting.Bot.CallAsync("GET", "/users/@me")).Status);
    }

    [Fact]
    public async Task A_refusal_that_nobody_could_foresee_is_no_violation()
    {
        await using var meeting = await Meeting.BeginAsync();
        meeting.Discord.State.Misbehaviour.Limit(Send, TimeSpan.FromSeconds(90));

        var refused = await SendAsync(meeting);
        var next = await SendAsync(meeting);

        Assert.Equal(
            (429, 90.0, "shared"),
            (refused.Status, refused.Json.GetProperty("retry_after").GetDouble(), refused.Headers["X-RateLimit-Scope"]));
        Assert.Equal("90", refused.Headers["Retry-After"].ToString(CultureInfo.InvariantCulture));
        Assert.Equal(200, next.Status);
        Faithful.AssertSound(meeting.Discord);
    }

    private static Task<Reply> SendAsync(Meeting meeting) =>
        meeting.Bot.CallAsync("POST", $"/channels/{meeting.Channel.Id}/messages", new { content = "a", allowed_mentions = Meeting.Nobody });
}
