using Atelier.DiscordBot.Making.Buttons;
using Atelier.DiscordBot.Tests.Doubles;

namespace Atelier.DiscordBot.Tests.Making.Results;

public sealed class PicturesAnswerTests
{
    [Fact]
    public async Task One_picture_is_shown_as_it_is_with_what_made_it()
    {
        await using var session = new MakingFixture();

        var (message, job) = await session.MadeAsync("a lighthouse, (storm:1.2)");

        Assert.Equal(
            $"**imagine** · a lighthouse, (storm\\:1.2)\n-# seed {job.Request.Seed} · starter · 256×256 · 20 steps · 0.0 s · for <@{Some.UserId}>", message.Content);
        Assert.Equal($"picture-{job.Request.Seed}.png", Assert.Single(message.Attachments!).Filename);
        Assert.Equal(
            [["Upscale ×2", "Vary (subtle)", "Vary (strong)"], ["Re-roll", "Edit prompt", "Recipe", "Delete"]],
            message.Components!.Select(row => row.Components.Select(button => button.Label!)));
    }

    [Theory]
    [InlineData(2, 2)]
    [InlineData(4, 2)]
    [InlineData(9, 3)]
    public async Task Several_pictures_are_one_sheet_with_buttons_for_each(int count, int columns)
    {
        await using var session = new MakingFixture();

        var (message, job) = await session.MadeAsync(count: count);

        Assert.StartsWith("grid-", Assert.Single(message.Attachments!).Filename, StringComparison.Ordinal);
        var sheet = FakePictures.Text(session.Api.Calls.Last(call => call.Files.Count > 0).Files[0].Content);
        Assert.Equal($"sheet of {columns}: {string.Join(" | ", job.Pictures.Select(picture => "made " + picture.Id))}", sheet);
        Assert.Contains($"seeds {job.Request.Seed} to {job.Request.Seed + (ulong)count - 1}", message.Content, StringComparison.Ordinal);
        var ids = ButtonId.Of(message);
        Assert.Equal(
            job.Pictures.Select(picture => picture.Id), ids.Where(id => id.Action == ButtonActions.Upscale).Select(id => id.Subject));
        Assert.Equal(
            job.Pictures.Select(picture => picture.Id), ids.Where(id => id.Action == ButtonActions.Subtle).Select(id => id.Subject));
    }

    [Fact]
    public async Task More_pictures_than_there_is_room_for_have_buttons_as_far_as_it_goes()
    {
        await using var session = new MakingFixture();

        var (message, _) = await session.MadeAsync(count: 16);

        Assert.Equal(5, message.Components!.Count);
        Assert.Equal("U10", message.Components[1].Components[^1].Label);
    }

    [Fact]
    public async Task Pictures_that_were_deleted_meanwhile_are_left_out()
    {
        await using var session = new MakingFixture();
        var (interaction, job) = await session.ImagineAsync(MakingFixture.Wish(count: 2));
        await session.StopAsync();
        job = session.Host.Queue.Succeed(job.Id);
        await session.Host.Pictures.DeleteAsync(job.Pictures[0].Id);

        session.Begin();
        var end = await session.EndAsync(interaction);

        Assert.Equal("made " + job.Pictures[1].Id, FakePictures.Text(Assert.Single(end.Files).Content));
        Assert.Equal(job.Pictures[1].Id, ButtonId.Read(end.Body!.Components![0].Components[0].CustomId)!.Subject);
    }

    [Fact]
    public async Task Where_all_were_deleted_it_says_so()
    {
        await using var session = new MakingFixture();
        var (interaction, job) = await session.ImagineAsync();
        await session.StopAsync();
        job = session.Host.Queue.Succeed(job.Id);
        await session.Host.Pictures.DeleteAsync(job.Pictures[0].Id);

        session.Begin();
        var end = await session.EndAsync(interaction);

        Assert.Contains("no longer on the server", end.Body!.Content, StringComparison.Ordinal);
        Assert.Empty(end.Files);
    }

    [Theory]
    [InlineData('a')]
    [InlineData('*')]
    [InlineData('\\')]
    public async Task A_prompt_of_six_thousand_characters_keeps_to_Discords_limits(char letter)
    {
        await using var session = new MakingFixture();

        var (message, _) = await session.MadeAsync(new string(letter, 6000), count: 16);

        Assert.InRange(message.Content.Length, 500, 2000);
        Assert.Contains("…\n-# seed", message.Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_prompt_mentions_nobody_and_links_nowhere()
    {
        await using var session = new MakingFixture();

        var (message, _) = await session.MadeAsync("@everyone <@123> <@&5> [x](https://example.com) `code` ||hidden||");

        Assert.Contains(
            "\\@everyone \\<\\@123\\> \\<\\@&5\\> \\[x\\](https\\://example.com) \\`code\\` \\|\\|hidden\\|\\|", message.Content,
            StringComparison.Ordinal);
        Assert.All(session.Api.Calls, call => Assert.Empty(call.Body?.AllowedMentions.Parse ?? []));
    }

    [Fact]
    public async Task Who_does_not_see_the_picture_is_told_what_it_shows()
    {
        await using var session = new MakingFixture();

        await session.MadeAsync("a lighthouse *in* a storm");

        Assert.Equal("a lighthouse *in* a storm", session.Api.Last.Body!.Attachments![0].Description);
    }
}
