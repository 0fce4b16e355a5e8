namespace Atelier.DiscordSimulator.Tests.Rest;

public sealed class RestPipelineTests
{
    [Fact]
    public async Task A_wrong_token_is_refused_in_Discords_words()
    {
        await using var discord = await LocalDiscord.StartAsync();
        using var bot = new TestBot(discord, "wrong");

        var reply = await bot.CallAsync("GET", "/users/@me");

        Assert.Equal((401, 0, "401: Unauthorized"), (reply.Status, reply.Code, TestBot.Text(reply.Json, "message")));
    }

    [Fact]
    public async Task An_address_that_is_none_counts_against_the_bot()
    {
        await using var discord = await LocalDiscord.StartAsync();
        using var bot = new TestBot(discord);

        Assert.Equal(404, (await bot.CallAsync("GET", "/nothing")).Status);

        Assert.Single(discord.Violations);
    }

    [Fact]
    public async Task Calls_fail_as_asked_before_or_after_they_are_done()
    {
        await using var meeting = await Meeting.BeginAsync();
        const string route = "POST /channels/{channel_id}/messages";
        meeting.Discord.State.Misbehaviour.Fail(route, status: 502);
        meeting.Discord.State.Misbehaviour.Fail(route, afterDoing: true);

        var before = await SendAsync("one");
        var after = await SendAsync("two");
        var well = await SendAsync("three");

        Assert.Equal((502, 503, 200), (before.Status, after.Status, well.Status));
        Assert.Equal(["two", "three"], meeting.Anna.Sees.Select(message => message.Content));

        Task<Reply> SendAsync(string content) =>
            meeting.Bot.CallAsync("POST", $"/channels/{meeting.Channel.Id}/messages", new { content, allowed_mentions = Meeting.Nobody });
    }

    [Fact]
    public async Task A_slow_answer_comes_when_its_time_has_passed()
    {
        var time = new ManualTime();
        await using var meeting = await Meeting.BeginAsync(new LocalDiscordOptions { Time = time });
        meeting.Discord.State.Misbehaviour.Delay("GET /users/@me", TimeSpan.FromSeconds(5));

        var call = meeting.Bot.CallAsync("GET", "/users/@me");
        await meeting.Bot.CallAsync("GET", "/gateway");
        Assert.False(call.IsCompleted);
        while (!call.IsCompleted)
        {
            time.Pass(5);
            await Task.WhenAny(call, Task.Delay(20));
        }

        Assert.Equal(200, (await call).Status);
    }

    [Theory]
    [InlineData("http://elsewhere.example", 403)]
    [InlineData(null, 200)]
    public async Task Other_sites_do_not_reach_it_through_a_browser(string? origin, int status)
    {
        await using var discord = await LocalDiscord.StartAsync();
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, discord.Address);
        request.Headers.TryAddWithoutValidation("Origin", origin);

        Assert.Equal(status, (int)(await client.SendAsync(request)).StatusCode);
    }
}
