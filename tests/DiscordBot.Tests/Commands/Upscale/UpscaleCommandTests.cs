using Atelier.DiscordBot.Client;
using Atelier.DiscordBot.Client.Model;
using Atelier.DiscordBot.Commands.Pictures;
using Atelier.DiscordBot.Making.Buttons;
using Atelier.DiscordBot.Making.Messages;
using Atelier.DiscordBot.Tests.Doubles;
using Atelier.Generation;

namespace Atelier.DiscordBot.Tests.Commands.Upscale;

public sealed class UpscaleCommandTests : IDisposable
{
    private readonly Workbench _bench = new();

    [Fact]
    public async Task The_last_picture_goes_to_who_makes_pictures()
    {
        var job = await LastAsync();

        await _bench.RunAsync(Some.Command("upscale"));
        await _bench.RunAsync(Some.Command("upscale", Some.Text("scale", "4"), Some.Whole("which", 2)));

        Assert.Equal([(job[0], 2), (job[1], 4)], _bench.Maker.Enlarged);
    }

    [Fact]
    public async Task A_picture_that_is_attached_is_made_larger_by_the_best_there_is()
    {
        await _bench.RunAsync(
            Some.Command("upscale", Some.File("image", "70"), Some.Text("scale", "4")).With(_bench.Attach("70", "a photo")));

        Assert.Equal(new InteractionResponse.Defer(false), _bench.Api.Calls[0].Response);
        Assert.Equal(DiscordCallKind.EditOriginal, _bench.Api.Last.Kind);
        Assert.Equal("a photo x4 by 4x-sharp", FakePictures.Text(Assert.Single(_bench.Api.Last.Files).Content));
        Assert.Empty(_bench.Api.Last.Body!.Components!);
    }

    [Fact]
    public async Task A_kept_picture_is_made_larger_by_the_upscaler_that_is_named()
    {
        var pictures = await LastAsync();

        await _bench.RunAsync(Some.Command("upscale", Some.Text("upscaler", "lanczos")));

        Assert.Equal($"made {pictures[0]} x2 by lanczos", FakePictures.Text(Assert.Single(_bench.Api.Last.Files).Content));
        Assert.Contains(
            ButtonActions.Upscale, ButtonId.Of(new Message("1", "1", Components: _bench.Body.Components)).Select(button => button.Action));
    }

    [Fact]
    public async Task What_is_too_large_for_Discord_comes_in_another_format()
    {
        _bench.Host.Pictures.Upscales = (_, _, _) => new byte[11 * 1024 * 1024];
        _bench.Host.Pictures.Converts = (_, format, _, _) => FakePictures.File("small " + format);

        await _bench.RunAsync(Some.Command("upscale", Some.File("image", "70")).With(_bench.Attach("70", "a photo")));

        Assert.Equal("small webp", FakePictures.Text(Assert.Single(_bench.Api.Last.Files).Content));
    }

    [Fact]
    public async Task In_an_age_restricted_channel_it_is_hidden()
    {
        var interaction = Some.Command("upscale", Some.File("image", "70")).With(_bench.Attach("70", "a photo"));

        await _bench.RunAsync(interaction with { Channel = new Channel(Some.ChannelId, 0, "late", Nsfw: true) });

        Assert.StartsWith("SPOILER_", Assert.Single(_bench.Api.Last.Files).Name, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_hidden_stays_hidden()
    {
        var job = await _bench.MadeAsync(count: 1);
        var hidden = new Message(
            "610000000000000001", Some.ChannelId, Components: ResultButtons.Made(job.Id, [job.Pictures[0].Id], "9"),
            Attachments: [Some.Picture("70", "SPOILER_fox.png")]);
        _bench.Api.Messages[(Some.ChannelId, hidden.Id)] = hidden;

        await _bench.RunAsync(Some.Command("upscale", Some.Text("picture", hidden.Id)));
        await _bench.RunAsync(Some.Command("variations", Some.Text("picture", hidden.Id)));
        Assert.StartsWith("SPOILER_", Assert.Single(_bench.Api.Calls.SelectMany(call => call.Files)).Name, StringComparison.Ordinal);
        Assert.All(ButtonId.Of(new Message("1", "1", Components: _bench.Body.Components)).Where(id => id.Action == ButtonActions.Upscale),
            id => Assert.True(id.IsHidden));

        await _bench.RunAsync(Some.MessageCommand("Show recipe", hidden));
        await _bench.RunAsync(Some.Press(_bench.Body.Components![0].Components[0].CustomId!, new Message("1", Some.ChannelId)));
        Assert.Equal([true, true], _bench.Maker.Wishes.Select(wish => wish.Spoiler));
    }

    [Theory]
    [InlineData("scale", "3", "`scale` must be 2 or 4")]
    [InlineData("upscaler", "unknown", "`upscaler`")]
    public async Task What_is_not_possible_is_refused(string option, string value, string sentence)
    {
        await LastAsync();

        await _bench.RefusesAsync(sentence, Some.Command("upscale", Some.Text(option, value)));
    }

    [Fact]
    public async Task What_the_server_cannot_enlarge_is_said_kindly()
    {
        _bench.Host.Pictures.Upscales = (_, _, _) => throw new RequestException("scale", "the picture would have 20000 pixels a side");

        Assert.Equal(
            "`image` cannot be used: the picture would have 20000 pixels a side.",
            await _bench.RefusalAsync(Some.Command("upscale", Some.File("image", "70")).With(_bench.Attach("70", "a photo"))));
    }

    [Fact]
    public async Task A_user_has_one_made_larger_at_a_time()
    {
        var release = new TaskCompletionSource();
        _bench.Api.Delays = _ => release.Task;
        var first = _bench.RunAsync(Some.Command("upscale", Some.File("image", "70")).With(_bench.Attach("70", "a photo")));

        await _bench.RefusesAsync("wait for it", Some.Command("upscale", Some.File("image", "71")).With(_bench.Attach("71", "another")));
        release.SetResult();
        await first;
        await _bench.RunAsync(Some.Command("upscale", Some.File("image", "71")).With(_bench.Attach("71", "another")));
        Assert.Equal("another x2 by 4x-sharp", FakePictures.Text(_bench.Api.Last.Files[0].Content));
    }

    [Fact]
    public async Task Upscalers_are_suggested() =>
        Assert.Equal(["4x-sharp"], await _bench.ValuesAsync("upscale", Some.Text("upscaler", "sharp", focused: true)));

    [Fact]
    public async Task In_a_messages_menu_its_only_picture_is_made_larger()
    {
        var job = await _bench.MadeAsync(count: 1);
        var message = new Message("1", Some.ChannelId, Components: ResultButtons.Made(job.Id, [job.Pictures[0].Id], Some.UserId));

        await _bench.RunAsync(Some.MessageCommand("Upscale", message));

        Assert.Equal([(job.Pictures[0].Id, 2)], _bench.Maker.Enlarged);
    }

    [Fact]
    public async Task Of_several_it_is_asked_which()
    {
        var job = await _bench.MadeAsync();
        string[] pictures = [.. job.Pictures.Select(picture => picture.Id)];

        await _bench.RunAsync(
            Some.MessageCommand(
                "Upscale", new Message("1", Some.ChannelId, Components: ResultButtons.Made(job.Id, pictures, Some.UserId))));

        Assert.Equal(MessageFlags.Ephemeral, _bench.Body.Flags);
        Assert.Equal(pictures, ButtonId.Of(new Message("2", "1", Components: _bench.Body.Components)).Select(button => button.Subject));
    }

    [Fact]
    public async Task Anybodys_picture_is_made_larger_from_its_file_and_a_message_without_one_is_refused()
    {
        await _bench.RunAsync(
            Some.MessageCommand("Upscale", new Message("1", Some.ChannelId, Attachments: [_bench.Attach("70", "a photo")])));
        Assert.Equal("a photo x2 by 4x-sharp", FakePictures.Text(_bench.Api.Last.Files[0].Content));

        await _bench.RefusesAsync("no picture", Some.MessageCommand("Upscale", new Message("2", Some.ChannelId, "hello")));
    }

    public void Dispose() => _bench.Dispose();

    private async Task<string[]> LastAsync()
    {
        var job = await _bench.MadeAsync();
        await new LastPictures(_bench.Host).NoteAsync(job, default);
        return [.. job.Pictures.Select(picture => picture.Id)];
    }
}
