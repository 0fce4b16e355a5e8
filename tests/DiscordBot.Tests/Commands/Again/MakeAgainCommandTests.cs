using Atelier.DiscordBot.Client.Model;
using Atelier.DiscordBot.Making.Messages;
using Atelier.DiscordBot.Rules;
using Atelier.DiscordBot.Tests.Doubles;
using Atelier.FrontEnds;
using Atelier.Generation;

namespace Atelier.DiscordBot.Tests.Commands.Again;

public sealed class MakeAgainCommandTests : IDisposable
{
    private readonly Workbench _bench = new();

    [Fact]
    public async Task A_messages_job_is_made_again_with_another_seed()
    {
        var job = await _bench.MadeAsync();
        string[] pictures = [.. job.Pictures.Select(picture => picture.Id)];

        await _bench.RunAsync(
            Some.MessageCommand("Make again", new Message("1", Some.ChannelId, Components: ResultButtons.Made(job.Id, pictures, "9"))));

        Assert.Equal(
            ("a fox", 4, null), (_bench.Maker.Wish.Request.Prompt, _bench.Maker.Wish.Request.Count, _bench.Maker.Wish.Request.Seed));
    }

    [Fact]
    public async Task Anybodys_picture_that_says_how_it_was_made_is_made_again()
    {
        var origin = new GenerationRequest { Prompt = "a boat", Seed = 5, Variation = new Variation { Seed = 6, Strength = 0.2 } };
        _bench.Host.Pictures.SaysOf(FakePictures.File("other"), new PictureOrigin("text", origin));

        await _bench.RunAsync(
            Some.MessageCommand("Make again", new Message("2", Some.ChannelId, Attachments: [_bench.Attach("70", "other")])));

        Assert.Equal(
            ("a boat", null, null),
            (_bench.Maker.Wish.Request.Prompt, _bench.Maker.Wish.Request.Seed, _bench.Maker.Wish.Request.Variation!.Seed));
    }

    [Fact]
    public async Task A_model_that_is_not_here_gives_way_to_the_channels_and_the_title_says_so()
    {
        var origin = new GenerationRequest { Prompt = "a boat", Model = "somebody-elses", Vae = "theirs" };
        _bench.Host.Pictures.SaysOf(FakePictures.File("other"), new PictureOrigin("text", origin));

        await _bench.RunAsync(Again(_bench.Attach("70", "other")));

        Assert.Equal(
            (null, null, "again, by another model"),
            (_bench.Maker.Wish.Request.Model, _bench.Maker.Wish.Request.Vae, _bench.Maker.Wish.Title));
    }

    [Fact]
    public async Task What_says_nothing_or_nothing_that_can_be_made_is_refused()
    {
        await _bench.RefusesAsync("no picture", Again());
        await _bench.RefusesAsync("does not say", Again(_bench.Attach("70", "a photo")));
        _bench.Host.Pictures.SaysOf(FakePictures.File("odd"), new PictureOrigin("odd", null));
        await _bench.RefusesAsync("cannot be read as a request", Again(_bench.Attach("71", "odd")));
        await new RuleBook(_bench.Host.Store).WriteAsync(Some.GuildId, null, new ChannelRules { AllowedRoles = ["900"] }, default);
        await _bench.RefusesAsync("certain roles", Again());
    }

    public void Dispose() => _bench.Dispose();

    private static Interaction Again(params Attachment[] attachments) =>
        Some.MessageCommand("Make again", new Message("1", Some.ChannelId, Attachments: attachments));
}
