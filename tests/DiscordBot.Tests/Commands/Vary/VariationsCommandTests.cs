using Atelier.DiscordBot.Client.Model;
using Atelier.DiscordBot.Commands.Pictures;
using Atelier.DiscordBot.Making.Messages;
using Atelier.Generation;
using Atelier.Jobs;

namespace Atelier.DiscordBot.Tests.Commands.Vary;

public sealed class VariationsCommandTests : IDisposable
{
    private const string MessageId = "610000000000000001";

    private readonly Workbench _bench = new();

    [Fact]
    public async Task Without_a_word_the_users_last_picture_is_varied()
    {
        await new LastPictures(_bench.Host).NoteAsync(await _bench.MadeAsync(), default);

        await _bench.RunAsync(Some.Command("variations"));

        var request = _bench.Maker.Wish.Request;
        Assert.Equal(("a fox", 1000UL, 4, 0.25), (request.Prompt, request.Seed, request.Count, request.Variation!.Strength));
    }

    [Fact]
    public async Task A_picture_of_a_message_is_varied_as_told()
    {
        var link = $"https://discord.com/channels/{Some.GuildId}/{Some.ChannelId}/{MessageId}";
        await PostAsync();

        await _bench.RunAsync(Some.Command(
            "variations", Some.Text("picture", link), Some.Whole("which", 3), Some.Number("strength", 0.6), Some.Whole("count", 2),
            Some.Truth("spoiler", true)));

        var wish = _bench.Maker.Wish;
        Assert.Equal((1002UL, 2, 0.6, true), (wish.Request.Seed, wish.Request.Count, wish.Request.Variation!.Strength, wish.Spoiler));
    }

    [Fact]
    public async Task A_messages_id_or_a_pictures_is_as_good_as_a_link()
    {
        var picture = await PostAsync();

        await _bench.RunAsync(Some.Command("variations", Some.Text("picture", MessageId)));
        await _bench.RunAsync(Some.Command("variations", Some.Text("picture", picture)));

        Assert.Equal([1000UL, 1000UL], _bench.Maker.Wishes.Select(wish => wish.Request.Seed!.Value));
    }

    [Theory]
    [InlineData("https://discord.com/channels/2000000000000000002/999999999999999999/610000000000000001")]
    [InlineData("610000000000000009")]
    [InlineData("nonsense")]
    public async Task A_message_that_is_not_in_this_channel_is_not_found(string pointer)
    {
        await PostAsync();

        await _bench.RefusesAsync("not to be found in this channel", Some.Command("variations", Some.Text("picture", pointer)));
    }

    [Fact]
    public async Task Who_has_no_picture_is_told_how_to_have_one() =>
        await _bench.RefusesAsync("`/imagine`", Some.Command("variations"));

    [Fact]
    public async Task A_picture_that_is_not_there_cannot_be_meant()
    {
        await new LastPictures(_bench.Host).NoteAsync(await _bench.MadeAsync(count: 2), default);

        await _bench.RefusesAsync("`which` must be 1 to 2", Some.Command("variations", Some.Whole("which", 3)));
    }

    [Fact]
    public async Task A_message_without_pictures_is_refused()
    {
        _bench.Api.Messages[(Some.ChannelId, MessageId)] = new Message(MessageId, Some.ChannelId, "hello");

        await _bench.RefusesAsync("no picture", Some.Command("variations", Some.Text("picture", MessageId)));
    }

    [Fact]
    public async Task Somebody_elses_picture_file_has_no_noise_to_vary()
    {
        _bench.Api.Messages[(Some.ChannelId, MessageId)] = new Message(MessageId, Some.ChannelId, Attachments: [Some.Picture("80")]);

        await _bench.RefusesAsync("not made here", Some.Command("variations", Some.Text("picture", MessageId)));
    }

    [Fact]
    public async Task What_other_ways_in_made_is_not_shown_to_anybody_here()
    {
        var job = await _bench.Host.Queue.EnqueueAsync(new JobSubmission(new GenerationRequest { Prompt = "secret" }, "key", "api"));
        var picture = _bench.Host.Queue.Succeed(job.Id).Pictures[0];

        await _bench.RefusesAsync("not to be found", Some.Command("variations", Some.Text("picture", picture.Id)));
    }

    public void Dispose() => _bench.Dispose();

    private async Task<string> PostAsync()
    {
        var job = await _bench.MadeAsync();
        string[] pictures = [.. job.Pictures.Select(picture => picture.Id)];
        _bench.Api.Messages[(Some.ChannelId, MessageId)] =
            new Message(MessageId, Some.ChannelId, Components: ResultButtons.Made(job.Id, pictures, Some.UserId));
        return pictures[0];
    }
}
