using System.Text.Json;
using Atelier.DiscordSimulator.Guilds;

namespace Atelier.DiscordSimulator.Tests.Messages;

public sealed class MessageMakingTests
{
    [Fact]
    public async Task An_edit_keeps_the_attachments_that_it_names_and_adds_the_new_ones()
    {
        await using var meeting = await Meeting.BeginAsync();
        var (done, told) = await DeferAsync(meeting);
        await UploadAsync(
            meeting, told, [new { id = "0", filename = "one.png" }, new { id = "1", filename = "two.png" }], "one.png", "two.png");
        var two = done.Message!.Attachments[1];

        await UploadAsync(meeting, told, [new { id = two.Id }, new { id = "0", filename = "three.png" }], "three.png");
        Assert.Equal(["two.png", "three.png"], done.Message!.Attachments.Select(file => file.Name));

        await meeting.Bot.CallAsync("PATCH", meeting.Bot.Original(told), new { content = "words", allowed_mentions = Meeting.Nobody });
        Assert.Equal(["two.png", "three.png"], done.Message!.Attachments.Select(file => file.Name));

        await meeting.Bot.CallAsync("PATCH", meeting.Bot.Original(told), new { attachments = Array.Empty<object>() });
        Assert.Empty(done.Message!.Attachments);
        Faithful.AssertSound(meeting.Discord);
    }

    [Fact]
    public async Task A_picture_that_an_embed_shows_stands_not_among_the_attachments()
    {
        await using var meeting = await Meeting.BeginAsync();
        var (done, told) = await DeferAsync(meeting);
        var body = new { attachments = new[] { new { id = "0", filename = "in.png" } },
            embeds = new[] { new { image = new { url = "attachment://in.png" } } } };

        var reply = await meeting.Bot.UploadAsync("PATCH", meeting.Bot.Original(told), body, ("files[0]", "in.png", Meeting.Png));

        Assert.Empty(done.Message!.Attachments);
        var address = reply.Json.GetProperty("embeds")[0].GetProperty("image").GetProperty("url").GetString()!;
        Assert.Equal(Meeting.Png, await meeting.Bot.DownloadAsync(address));
        await meeting.Bot.CallAsync(
            "PATCH", meeting.Bot.Original(told),
            new { content = "done", embeds = Array.Empty<object>(), allowed_mentions = Meeting.Nobody });
        Assert.Empty(done.Message!.Files);
        Faithful.AssertSound(meeting.Discord);
    }

    [Theory]
    [InlineData("attachment://other.png", 50035)]
    [InlineData("attachment://in.png", 0)]
    public async Task An_embed_can_show_only_what_is_there(string url, int code)
    {
        await using var meeting = await Meeting.BeginAsync();
        var (_, told) = await DeferAsync(meeting);
        var body = new { attachments = new[] { new { id = "0" } }, embeds = new[] { new { image = new { url } } } };

        var reply = await meeting.Bot.UploadAsync("PATCH", meeting.Bot.Original(told), body, ("files[0]", "in.png", Meeting.Png));

        Assert.Equal(code, reply.Status == 200 ? 0 : reply.Code);
    }

    [Fact]
    public async Task A_file_above_the_limit_is_refused()
    {
        await using var meeting = await Meeting.BeginAsync(new LocalDiscordOptions { FileLimit = Meeting.Png.Length - 1 });
        var (_, told) = await DeferAsync(meeting);
        Assert.Equal(Meeting.Png.Length - 1, told.GetProperty("attachment_size_limit").GetInt64());

        var reply = await meeting.Bot.UploadAsync(
            "PATCH", meeting.Bot.Original(told), new { content = "" }, ("files[0]", "in.png", Meeting.Png));

        Assert.Equal((413, 40005), (reply.Status, reply.Code));
    }

    [Fact]
    public async Task Whoever_could_be_called_by_a_prompt_is_a_violation()
    {
        await using var meeting = await Meeting.BeginAsync();
        var (_, told) = await meeting.DrawAsync();

        Assert.Equal(204, (await meeting.Bot.AnswerAsync(told, 4, new { content = "@everyone look" })).Status);

        Assert.Contains("allowed_mentions", Assert.Single(meeting.Discord.Violations), StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_a_channel_the_bot_may_what_its_permissions_say()
    {
        await using var meeting = await Meeting.BeginAsync();
        var path = $"/channels/{meeting.Channel.Id}/messages";
        var body = new { content = "here", allowed_mentions = Meeting.Nobody };
        var sent = await meeting.Bot.CallAsync("POST", path, body);

        meeting.Channel.DeniedToBot = Permissions.SendMessages;
        var refused = await meeting.Bot.CallAsync("POST", path, body);
        meeting.Channel.DeniedToBot = Permissions.ViewChannel;
        var unseen = await meeting.Bot.CallAsync("GET", $"{path}/{TestBot.Text(sent.Json, "id")}");

        Assert.Equal((200, 50013, 50001), (sent.Status, refused.Code, unseen.Code));
    }

    private static async Task<(DiscordSimulator.Interactions.UserInteraction Done, JsonElement Told)> DeferAsync(Meeting meeting)
    {
        var (done, told) = await meeting.DrawAsync();
        await meeting.Bot.AnswerAsync(told, 5);
        return (done, told);
    }

    private static async Task UploadAsync(Meeting meeting, JsonElement told, object[] attachments, params string[] names)
    {
        var files = names.Select((name, index) => ($"files[{index}]", name, Meeting.Png)).ToArray();
        Assert.Equal(200, (await meeting.Bot.UploadAsync("PATCH", meeting.Bot.Original(told), new { attachments }, files)).Status);
    }
}
