using System.Net;
using System.Text;
using System.Text.Json;

namespace Atelier.DiscordSimulator.Tests.Page;

public sealed class PageTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task The_page_and_all_that_it_names_is_there_and_nothing_from_elsewhere()
    {
        await using var discord = await LocalDiscord.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(discord.Address) };
        var page = await client.GetStringAsync(new Uri("/", UriKind.Relative));

        var names = page.Split('"').Where(part => part.StartsWith("/page/files/", StringComparison.Ordinal)).ToArray();
        Assert.True(names.Length > 4);
        foreach (var name in names)
        {
            using var file = await client.GetAsync(new Uri(name, UriKind.Relative));
            Assert.Equal(HttpStatusCode.OK, file.StatusCode);
            Assert.Contains("default-src 'none'", file.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        }

        Assert.DoesNotContain("https://", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(new Uri("/page/files/nothing.js", UriKind.Relative))).StatusCode);
    }

    [Fact]
    public async Task What_happens_is_told_to_the_page_and_what_is_done_there_reaches_the_bot()
    {
        await using var meeting = await Meeting.BeginAsync();
        using var client = new HttpClient { BaseAddress = new Uri(meeting.Discord.Address) };
        using var bound = new CancellationTokenSource(Patience);
        await using var stream = await client.GetStreamAsync(new Uri("/page/events", UriKind.Relative), bound.Token);
        using var events = new StreamReader(stream);
        var all = await NextAsync(events, "all", bound.Token);
        Assert.Equal("general", all.GetProperty("all").GetProperty("guilds")[0].GetProperty("channels")[0].GetProperty("name").GetString());

        var done = await PostAsync(
            client, "/page/slash", new { user = meeting.Anna.User.Id, channel = meeting.Channel.Id, command = "draw", options = new { } });
        var told = await meeting.Gateway.InteractionAsync();
        Assert.Equal(done.GetProperty("id").GetString(), TestBot.Text(told, "id"));
        await meeting.Bot.AnswerAsync(told, 4, new { content = "drawn", flags = 64, allowed_mentions = Meeting.Nobody });

        var message = (await NextAsync(events, "message", bound.Token)).GetProperty("message");
        Assert.Equal(
            ("drawn", meeting.Anna.User.Id, "/draw"),
            (TestBot.Text(message, "content"), TestBot.Text(message, "seen_by"), TestBot.Text(message, "used")));
    }

    [Fact]
    public async Task Numbers_truths_and_files_are_sent_as_what_they_are()
    {
        await using var meeting = await Meeting.BeginAsync();
        var kinds = new[] { 4, 5, 10, 11 }.Select(type => new { type, name = $"o{type}", description = "a" });
        await meeting.Bot.RegisterAsync(new { name = "draw", description = "Draws", options = kinds });
        using var client = new HttpClient { BaseAddress = new Uri(meeting.Discord.Address) };
        using var file = new ByteArrayContent(Meeting.Png);
        using var uploaded = await client.PostAsync(new Uri("/page/uploads?name=in.png", UriKind.Relative), file);
        var upload = TestBot.Text(JsonDocument.Parse(await uploaded.Content.ReadAsStringAsync()).RootElement, "id");

        var options = new { o4 = 2, o5 = true, o10 = 0.5, o11 = new { upload } };
        await PostAsync(
            client, "/page/slash", new { user = meeting.Anna.User.Id, channel = meeting.Channel.Id, command = "draw", options });
        var data = (await meeting.Gateway.InteractionAsync()).GetProperty("data");

        Assert.Equal(
            ["2", "True", "0.5"],
            data.GetProperty("options").EnumerateArray().Take(3).Select(option => option.GetProperty("value").ToString()));
        Assert.Equal(
            "in.png", TestBot.Text(data.GetProperty("resolved").GetProperty("attachments").EnumerateObject().Single().Value, "filename"));
    }

    [Fact]
    public async Task What_cannot_be_done_is_said_in_a_sentence()
    {
        await using var meeting = await Meeting.BeginAsync();
        using var client = new HttpClient { BaseAddress = new Uri(meeting.Discord.Address) };

        var refused =
            await PostAsync(
                client, "/page/slash",
                new { user = meeting.Anna.User.Id, channel = meeting.Channel.Id, command = "paint", options = new { } });
        var nonsense = await PostAsync(client, "/page/slash", new { command = "draw" });

        Assert.Equal("There is no command paint.", TestBot.Text(refused, "error"));
        Assert.NotEmpty(TestBot.Text(nonsense, "error"));
    }

    private static async Task<JsonElement> PostAsync(HttpClient client, string path, object body)
    {
        using var content = new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
        using var answer = await client.PostAsync(new Uri(path, UriKind.Relative), content);
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
    }

    private static async Task<JsonElement> NextAsync(StreamReader events, string type, CancellationToken cancellation)
    {
        while (true)
        {
            var line = await events.ReadLineAsync(cancellation) ?? throw new InvalidOperationException("The events ended.");
            if (line.StartsWith("data: ", StringComparison.Ordinal) && JsonDocument.Parse(line[6..]).RootElement is var told
                && TestBot.Text(told, "type") == type)
            {
                return told;
            }
        }
    }
}
