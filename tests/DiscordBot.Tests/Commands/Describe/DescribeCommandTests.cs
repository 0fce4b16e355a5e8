using Atelier.DiscordBot.Client;
using Atelier.DiscordBot.Client.Model;
using Atelier.DiscordBot.Commands.Pictures;
using Atelier.DiscordBot.Making.Messages;
using Atelier.DiscordBot.Tests.Doubles;
using Atelier.FrontEnds;
using Atelier.Generation;
using Atelier.Guidance;

namespace Atelier.DiscordBot.Tests.Commands.Describe;

public sealed class DescribeCommandTests : IDisposable
{
    private readonly Workbench _bench = new();

    [Fact]
    public async Task The_last_pictures_recipe_is_shown_to_who_asks()
    {
        await new LastPictures(_bench.Host).NoteAsync(await _bench.MadeAsync(count: 2), default);

        await _bench.RunAsync(Some.Command("describe"));

        Assert.Equal(new InteractionResponse.Defer(true), _bench.Api.Calls[0].Response);
        Assert.Contains("a fox", _bench.Said, StringComparison.Ordinal);
        Assert.Contains("Size: 256×256", _bench.Said, StringComparison.Ordinal);
        Assert.Contains("Seeds: 1000, 1001", _bench.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_says_how_it_was_made_is_read_and_can_be_made_again_a_restart_later()
    {
        var request = new GenerationRequest
        {
            Prompt = "a castle",
            NegativePrompt = "rain",
            Steps = 7,
            Sampler = "euler",
            Seed = 18446744073709551615,
            GuidanceSettings = new GuidanceSettings { Scale = 4.5 },
            Adapters = [new AdapterUse { Name = "details", Weight = 0.5 }],
            Hires = new HiresFix { Scale = 1.5 },
            SamplerOptions = new Dictionary<string, double> { ["eta"] = 0.3 },
        };
        var attachment = _bench.Attach("70", "a castle's file");
        _bench.Host.Pictures.SaysOf(FakePictures.File("a castle's file"), new PictureOrigin("text", request));

        await _bench.RunAsync(Some.Command("describe", Some.File("image", "70")).With(attachment));

        Assert.Contains("Without: rain", _bench.Said, StringComparison.Ordinal);
        Assert.Contains("Guidance: 4.5", _bench.Said, StringComparison.Ordinal);
        Assert.Contains("LoRA: details 0.5", _bench.Said, StringComparison.Ordinal);
        var button = Assert.Single(Assert.Single(_bench.Body.Components!).Components);
        Assert.InRange(button.CustomId!.Length, 1, 100);

        await _bench.RunAsync(Some.Press(button.CustomId, new Message("1", Some.ChannelId)));

        Assert.Equivalent(request, _bench.Maker.Wish.Request, strict: true);
    }

    [Fact]
    public async Task A_recipe_that_an_older_server_kept_takes_the_defaults_of_what_is_new()
    {
        await _bench.Host.Store.SetAsync("recipe/55", """{"prompt":"a castle","steps":7}""");

        await _bench.RunAsync(Some.Press("recipe|make|55", new Message("1", Some.ChannelId)));

        Assert.Equivalent(new GenerationRequest { Prompt = "a castle", Steps = 7 }, _bench.Maker.Wish.Request, strict: true);
    }

    [Fact]
    public async Task A_kept_pictures_button_makes_that_picture()
    {
        var job = await _bench.MadeAsync();
        await new LastPictures(_bench.Host).NoteAsync(job, default);
        await _bench.RunAsync(Some.Command("describe", Some.Whole("which", 2)));

        await _bench.RunAsync(Some.Press(_bench.Body.Components![0].Components[0].CustomId!, new Message("1", Some.ChannelId)));

        Assert.Equal((1001UL, 1), (_bench.Maker.Wish.Request.Seed, _bench.Maker.Wish.Request.Count));
    }

    [Fact]
    public async Task A_button_whose_recipe_is_gone_says_so()
    {
        await _bench.RefusesAsync("not kept any more", Some.Press("recipe|make|123", new Message("1", Some.ChannelId)));
    }

    [Fact]
    public async Task Text_that_is_no_request_is_shown_as_it_is_without_leaving_its_block()
    {
        _bench.Host.Pictures.SaysOf(FakePictures.File("odd"), new PictureOrigin("```\n@everyone odd", null));

        await _bench.RunAsync(Some.Command("describe", Some.File("image", "70")).With(_bench.Attach("70", "odd")));

        Assert.Contains("@everyone odd", _bench.Said, StringComparison.Ordinal);
        Assert.Equal(2, _bench.Said.Split("```").Length - 1);
        Assert.Empty(_bench.Body.AllowedMentions.Parse);
        Assert.Null(_bench.Body.Components);
    }

    [Fact]
    public async Task A_picture_that_says_nothing_is_refused() => await _bench.RefusesAsync(
        "does not say how it was made", Some.Command("describe", Some.File("image", "70")).With(_bench.Attach("70", "a photo")));

    [Fact]
    public async Task In_a_messages_menu_ours_is_told_by_its_buttons_and_others_by_their_file()
    {
        var job = await _bench.MadeAsync();
        string[] pictures = [.. job.Pictures.Select(picture => picture.Id)];
        await _bench.RunAsync(
            Some.MessageCommand("Show recipe", new Message("1", Some.ChannelId, Components: ResultButtons.Made(job.Id, pictures, "9"))));
        Assert.Contains("Seeds: 1000, 1001, 1002, 1003", _bench.Said, StringComparison.Ordinal);

        _bench.Host.Pictures.SaysOf(FakePictures.File("other"), new PictureOrigin("text", new GenerationRequest { Prompt = "a boat" }));
        await _bench.RunAsync(
            Some.MessageCommand("Show recipe", new Message("2", Some.ChannelId, Attachments: [_bench.Attach("70", "other")])));
        Assert.Contains("a boat", _bench.Said, StringComparison.Ordinal);

        await _bench.RefusesAsync("no picture", Some.MessageCommand("Show recipe", new Message("3", Some.ChannelId)));
    }

    [Fact]
    public async Task A_message_that_did_not_come_along_is_asked_for_again()
    {
        var interaction = Some.MessageCommand("Show recipe", new Message("1", Some.ChannelId));

        await _bench.RefusesAsync("try again", interaction with { Data = interaction.Data! with { Resolved = null } });
    }

    public void Dispose() => _bench.Dispose();
}
