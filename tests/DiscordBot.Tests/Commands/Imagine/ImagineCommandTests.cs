using Atelier.DiscordBot.Client;
using Atelier.DiscordBot.Client.Model;
using Atelier.DiscordBot.Rules;
using Atelier.DiscordBot.Tests.Doubles;
using Atelier.FrontEnds;

namespace Atelier.DiscordBot.Tests.Commands.Imagine;

public sealed class ImagineCommandTests : IDisposable
{
    private readonly Workbench _bench = new();

    [Fact]
    public async Task A_prompt_alone_is_enough()
    {
        await _bench.RunAsync(Imagine());

        var wish = _bench.Maker.Wish;
        Assert.Equal(("a fox", 4, "starter", null), (wish.Request.Prompt, wish.Request.Count, wish.Request.Model, wish.Request.Seed));
        Assert.False(wish.Spoiler);
        Assert.Empty(_bench.Api.Calls);
    }

    [Fact]
    public async Task Every_word_comes_into_the_request()
    {
        await _bench.RunAsync(Imagine(
            Some.Text("negative", "blurry"), Some.Text("model", "Juggernaut"), Some.Text("size", "landscape"), Some.Whole("steps", 12),
            Some.Text("sampler", "DPM++ 2M"), Some.Text("schedule", "karras"), Some.Number("guidance", 5.5),
            Some.Text("seed", "18446744073709551615"),
            Some.Whole("count", 2), Some.Text("lora", "ink-drawing:0.6, details"), Some.Text("style", "night"),
            Some.Truth("spoiler", true)));

        var (request, spoiler) = (_bench.Maker.Wish.Request, _bench.Maker.Wish.Spoiler);
        Assert.True(spoiler);
        Assert.Equal("a fox, at night, moonlight", request.Prompt);
        Assert.Equal("blurry, sun", request.NegativePrompt);
        Assert.Equal(("juggernaut-xl", 12, "dpmpp_2m", "karras"), (request.Model, request.Steps, request.Sampler, request.Schedule));
        Assert.Equal((1280, 832), (request.Width, request.Height));
        Assert.Equal((5.5, ulong.MaxValue, 2), (request.GuidanceSettings!.Scale, request.Seed, request.Count));
        Assert.Equal([("ink-drawing", 0.6), ("details", 1.0)], request.Adapters.Select(use => (use.Name, use.Weight)));
    }

    [Theory]
    [InlineData("model", "unknown", "`model`")]
    [InlineData("sampler", "unknown", "`sampler`")]
    [InlineData("sampler", "eul", "fits 2 names")]
    [InlineData("schedule", "unknown", "`schedule`")]
    [InlineData("size", "big", "`size` must be square, portrait")]
    [InlineData("size", "9000x512", "at most 1536 pixels")]
    [InlineData("seed", "-5", "`seed`")]
    [InlineData("seed", "18446744073709551616", "`seed`")]
    [InlineData("lora", "unknown", "`lora`")]
    [InlineData("lora", "details:strong", "weight from -10 to 10")]
    [InlineData("lora", "details:11", "weight from -10 to 10")]
    [InlineData("style", "unknown", "`style`")]
    [InlineData("control", "canny", "Please attach a `control-image`")]
    public async Task A_word_that_is_not_possible_is_refused_by_its_options_name(string option, string value, string sentence)
    {
        await _bench.RefusesAsync(sentence, Imagine(Some.Text(option, value)));
        Assert.Empty(_bench.Maker.Wishes);
    }

    [Theory]
    [InlineData("steps", 61)]
    [InlineData("steps", 0)]
    [InlineData("count", 5)]
    public async Task A_number_out_of_range_is_refused(string option, int value) =>
        await _bench.RefusesAsync($"`{option}` must be a whole number", Imagine(Some.Whole(option, value)));

    [Fact]
    public async Task A_guidance_or_strength_out_of_range_is_refused()
    {
        await _bench.RefusesAsync("`guidance` must be a number from 0 to 30", Imagine(Some.Number("guidance", 31)));
        await _bench.RefusesAsync("`strength` must be a number from 0 to 1", Imagine(Some.Number("strength", 1.5)));
        await _bench.RefusesAsync("attach an `image`", Imagine(Some.Number("strength", 0.5)));
    }

    [Fact]
    public async Task What_was_typed_wrongly_is_echoed_without_its_markdown() =>
        await _bench.RefusesAsync("\\*\\*x\\*\\*", Imagine(Some.Text("model", "**x**")));

    [Fact]
    public async Task An_image_is_fetched_after_the_answer_is_deferred_and_begun_from_at_its_shape()
    {
        await _bench.RunAsync(Imagine(Some.File("image", "70"), Some.Number("strength", 0.4)).With(_bench.Attach("70", "a photo")));

        Assert.Equal(new InteractionResponse.Defer(false), _bench.Api.Last.Response);
        var request = _bench.Maker.Wish.Request;
        Assert.Equal("a photo", FakePictures.Text(_bench.Host.Pictures.Brought[request.Image!.Picture]));
        Assert.Equal(0.4, request.Image.Strength);
        Assert.Equal((256, 256), (request.Width, request.Height));
    }

    [Fact]
    public async Task A_control_image_takes_the_preprocessor_and_the_net_of_its_kind()
    {
        await _bench.RunAsync(
            Imagine(Some.File("control-image", "71"), Some.Text("control", "canny")).With(_bench.Attach("71", "a sketch")));

        var control = Assert.Single(_bench.Maker.Wish.Request.Controls);
        Assert.Equal(("canny", "control_v11p_sd15_canny"), (control.Preprocessor, control.Model));
        Assert.Equal("a sketch", FakePictures.Text(_bench.Host.Pictures.Brought[control.Picture!]));
        Assert.Null(_bench.Maker.Wish.Request.Image);
    }

    [Fact]
    public async Task A_net_can_be_named_for_a_picture_that_is_the_map()
    {
        await _bench.RunAsync(
            Imagine(Some.File("control-image", "71"), Some.Text("control", "control_v11f1p_sd15_depth"))
                .With(_bench.Attach("71", "a map")));

        var control = Assert.Single(_bench.Maker.Wish.Request.Controls);
        Assert.Equal(("none", "control_v11f1p_sd15_depth"), (control.Preprocessor, control.Model));
    }

    [Fact]
    public async Task A_control_image_without_any_net_on_the_server_is_refused()
    {
        _bench.Host.Catalog.Choices = _bench.Host.Catalog.Choices with { ControlModels = [] };

        await _bench.RefusesAsync("no ControlNet", Imagine(Some.File("control-image", "71")).With(_bench.Attach("71", "a sketch")));
    }

    [Fact]
    public async Task An_attachment_that_is_no_picture_or_too_large_or_missing_is_refused_before_anything_is_answered()
    {
        var film = new Attachment("72", "film.mp4", 10, "https://cdn.example/72", "video/mp4");
        await _bench.RefusesAsync("must be a picture", Imagine(Some.File("image", "72")).With(film));
        var large = _bench.Attach("73", "large", 16 * 1024 * 1024);
        await _bench.RefusesAsync("at most 15 MB", Imagine(Some.File("image", "73")).With(large));
        await _bench.RefusesAsync("did not arrive", Imagine(Some.File("image", "74")));
        Assert.Empty(_bench.Api.Calls);
    }

    [Fact]
    public async Task An_attachment_that_is_gone_or_no_picture_after_all_is_refused()
    {
        await _bench.RefusesAsync("attach it again", Imagine(Some.File("image", "75")).With(Some.Picture("75")));
        var broken = _bench.Attach("76", "no picture");
        await _bench.RefusesAsync("no PNG, JPEG or WebP", Imagine(Some.File("image", "76")).With(broken));
        Assert.Empty(_bench.Maker.Wishes);
    }

    [Fact]
    public async Task A_prompt_that_is_not_wanted_is_refused_before_its_picture_is_fetched()
    {
        await new RuleBook(_bench.Host.Store).WriteAsync(Some.GuildId, null, new ChannelRules { BannedWords = ["fox"] }, default);

        await _bench.RefusalAsync(Imagine(Some.File("image", "70")).With(_bench.Attach("70", "a photo")));

        Assert.Empty(_bench.Api.Calls);
        Assert.Empty(_bench.Host.Pictures.Brought);
    }

    [Fact]
    public async Task The_channels_own_model_style_and_count_are_taken_where_none_is_named()
    {
        var rules = new ChannelRules { Model = "dreamshaper", Style = "Watercolour", MostPictures = 2 };
        await new RuleBook(_bench.Host.Store).WriteAsync(Some.GuildId, null, rules, default);

        await _bench.RunAsync(Imagine());

        var request = _bench.Maker.Wish.Request;
        Assert.Equal(("dreamshaper", "watercolour of a fox, paper", 2), (request.Model, request.Prompt, request.Count));
    }

    [Fact]
    public async Task No_style_is_a_style()
    {
        await new RuleBook(_bench.Host.Store).WriteAsync(Some.GuildId, null, new ChannelRules { Style = "Night" }, default);

        await _bench.RunAsync(Imagine(Some.Text("style", "none")));

        Assert.Equal("a fox", _bench.Maker.Wish.Request.Prompt);
    }

    [Fact]
    public async Task Models_that_are_not_allowed_are_neither_suggested_nor_taken()
    {
        await new RuleBook(_bench.Host.Store).WriteAsync(Some.GuildId, null, new ChannelRules { Models = ["dreamshaper"] }, default);

        Assert.Equal(["dreamshaper"], await _bench.ValuesAsync("imagine", Some.Text("model", "", focused: true)));
        await _bench.RefusesAsync("`model`", Imagine(Some.Text("model", "starter")));
    }

    [Theory]
    [InlineData("model", "shaper", new[] { "dreamshaper" })]
    [InlineData("sampler", "a", new[] { "euler_a" })]
    [InlineData("sampler", "dpm++", new[] { "dpmpp_2m" })]
    [InlineData("schedule", "", new[] { "normal", "karras" })]
    [InlineData("style", "NIGHT", new[] { "Night" })]
    [InlineData("lora", "wat", new[] { "watercolour" })]
    [InlineData("lora", "details:0.8, ink", new[] { "details:0.8, ink-drawing" })]
    [InlineData("control", "canny", new[] { "canny", "control_v11p_sd15_canny" })]
    [InlineData("size", "wide", new[] { "wide" })]
    [InlineData("model", "nothing like it", new string[0])]
    public async Task Names_are_completed_by_any_part_of_them(string option, string typed, string[] values) =>
        Assert.Equal(values, await _bench.ValuesAsync("imagine", Some.Text(option, typed, focused: true)));

    [Fact]
    public async Task Sizes_are_suggested_as_they_are_for_the_model_that_is_typed() => Assert.Contains(
        "square · 1024×1024",
        (await _bench.CompleteAsync("imagine", Some.Text("model", "juggernaut-xl"), Some.Text("size", "", focused: true))).Select(
            choice => choice.Name));

    [Fact]
    public async Task No_more_is_suggested_than_Discord_takes()
    {
        _bench.Host.Catalog.Choices = _bench.Host.Catalog.Choices with
        {
            Models =
            [
                .. Enumerable.Range(0, 40).Select(number => new ModelChoice($"model {number}", "sd15", 512, 512, 20)),
                new ModelChoice(new string('m', 101), "sd15", 512, 512, 20),
            ],
        };

        var choices = await _bench.CompleteAsync("imagine", Some.Text("model", "m", focused: true));

        Assert.Equal(25, choices.Count);
        Assert.All(choices, choice => Assert.InRange(choice.Value.GetString()!.Length, 1, 100));
    }

    [Fact]
    public async Task Somebody_without_an_allowed_role_is_told_so()
    {
        await new RuleBook(_bench.Host.Store).WriteAsync(Some.GuildId, null, new ChannelRules { AllowedRoles = ["900"] }, default);

        await _bench.RefusesAsync("certain roles", Imagine());
        await _bench.RunAsync(Imagine().By(roles: "900"));
        Assert.Single(_bench.Maker.Wishes);
    }

    public void Dispose() => _bench.Dispose();

    private static Interaction Imagine(params GivenOption[] options) => Some.Command("imagine", [Some.Text("prompt", "a fox"), .. options]);
}
