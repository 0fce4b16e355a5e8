using Atelier.Diffusion.Pipeline;
using Atelier.Generation;
using Atelier.Guidance;

namespace Atelier.Diffusion.Tests.Pipeline;

public sealed class RequestValidatorTests
{
    private static readonly GenerationLimits Limits = new();
    private static readonly GenerationRequest Good = new() { Prompt = "a red house" };

    [Fact]
    public void A_prompt_alone_is_enough() => Assert.Empty(RequestValidator.Problems(Good, Limits));

    [Theory]
    [InlineData(999_999_999)]
    [InlineData(2056)]
    [InlineData(513)]
    [InlineData(0)]
    [InlineData(-8)]
    public void A_size_that_cannot_be_names_the_field_and_the_range(int size)
    {
        Assert.Equal($"width: {size} is not possible; it must be a multiple of 8, from 8 to 2048", Problem(Good with { Width = size }));
        Assert.Equal($"height: {size} is not possible; it must be a multiple of 8, from 8 to 2048", Problem(Good with { Height = size }));
    }

    [Theory]
    [InlineData(8)]
    [InlineData(2048)]
    public void The_ends_of_the_range_are_sizes(int size) =>
    Assert.Empty(RequestValidator.Problems(Good with { Width = size, Height = size }, Limits));

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(151)]
    [InlineData(int.MaxValue)]
    public void Steps_outside_the_range_are_refused(int steps) =>
        Assert.Equal($"steps: {steps} is not possible; it must be from 1 to 150", Problem(Good with { Steps = steps }));

    [Theory]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.PositiveInfinity, "Infinity")]
    [InlineData(-0.5, "-0.5")]
    [InlineData(100.1, "100.1")]
    public void A_guidance_scale_that_is_no_number_in_range_is_refused(double scale, string said) => Assert.Equal(
        $"guidanceSettings.scale: {said} is not possible; it must be a number from 0 to 100",
        Problem(Good with { GuidanceSettings = new GuidanceSettings { Scale = scale } }));

    [Fact]
    public void Not_a_number_is_refused_in_every_guidance_setting_and_sampler_option()
    {
        var request = Good with
        {
            GuidanceSettings = new GuidanceSettings { Scale = double.NaN, Rescale = double.NaN, Start = double.NaN, End = double.NaN },
            SamplerOptions = new Dictionary<string, double> { ["eta"] = double.NegativeInfinity },
        };

        var fields = RequestValidator.Problems(request, Limits).Select(problem => problem.Field);

        Assert.Equal(
            ["guidanceSettings.scale", "guidanceSettings.rescale", "guidanceSettings.start", "guidanceSettings.end", "samplerOptions"],
            fields);
    }

    [Fact]
    public void Guidance_that_ends_before_it_starts_is_refused() => Assert.Equal(
        "guidanceSettings.start: 0.8 lies after the end, 0.2; it must not",
        Problem(Good with { GuidanceSettings = new GuidanceSettings { Start = 0.8, End = 0.2 } }));

    [Fact]
    public void Batch_and_count_and_clip_skip_have_limits()
    {
        Assert.Equal("batchSize: 17 is not possible; it must be from 1 to 16", Problem(Good with { BatchSize = 17 }));
        Assert.Equal("count: 0 is not possible; it must be from 1 to 100", Problem(Good with { Count = 0 }));
        Assert.Equal("clipSkip: 13 is not possible; it must be from 1 to 12", Problem(Good with { ClipSkip = 13 }));
    }

    [Fact]
    public void The_product_of_size_steps_and_pictures_has_a_budget()
    {
        var request = Good with { Width = 2048, Height = 2048, Steps = 150 };
        Assert.Empty(RequestValidator.Problems(request, Limits));

        var problem = Problem(request with { BatchSize = 16, Count = 100 });

        Assert.StartsWith("budget: 2048×2048 pixels × 150 steps × 1600 pictures is 1600.0 times what one request may ask for", problem);
    }

    [Fact]
    public void The_budget_holds_where_limits_would_overflow()
    {
        var wide = new GenerationLimits
        {
            Width = int.MaxValue, Height = int.MaxValue, Steps = int.MaxValue, BatchSize = int.MaxValue, PixelSteps = long.MaxValue,
        };
        var request = Good with { Width = 2_147_483_640, Height = 8, Steps = int.MaxValue, BatchSize = 16 };

        Assert.StartsWith("budget: ", Problem(request, wide));
    }

    [Fact]
    public void A_megabyte_of_emoji_is_refused_by_its_length_in_one_line()
    {
        var prompt = string.Concat(Enumerable.Repeat("🏠", 250_000));

        Assert.Equal("prompt: has 500000 characters; at most 10000 are taken", Problem(Good with { Prompt = prompt }));
    }

    [Theory]
    [InlineData("a\0b", "the control character U+0000 at position 1")]
    [InlineData("a\u001b[31mb", "the control character U+001B at position 1")]
    [InlineData("🏠\u202ereversed", "the direction control U+202E at position 2")]
    public void Text_that_is_no_text_is_refused_and_not_repeated(string prompt, string found)
    {
        Assert.Equal($"prompt: contains {found}; leave it out", Problem(Good with { Prompt = prompt }));
        Assert.Equal($"negativePrompt: contains {found}; leave it out", Problem(Good with { NegativePrompt = prompt }));
    }

    // Not a theory: attributes are stored as UTF-8, which has no half characters.
    [Fact]
    public void Half_a_surrogate_pair_is_refused()
    {
        Assert.Equal(
            "prompt: contains half of a surrogate pair (U+D83C) at position 2; leave it out",
            Problem(Good with { Prompt = "a \ud83c house" }));
        Assert.Equal(
            "prompt: contains half of a surrogate pair (U+DFE0) at position 6; leave it out",
            Problem(Good with { Prompt = "house \udfe0" }));
    }

    [Theory]
    [InlineData("two\nlines\tand a tab")]
    [InlineData("בית אדום \u200f, 赤い家, 🏠")]
    [InlineData("")]
    public void Text_of_any_language_passes(string prompt) =>
    Assert.Empty(RequestValidator.Problems(Good with { Prompt = prompt }, Limits));

    [Fact]
    public void Names_that_cannot_be_are_refused_before_they_are_looked_up()
    {
        Assert.Equal("sampler: has 4096 characters; a name has at most 256", Problem(Good with { Sampler = new string('x', 4096) }));
        Assert.Equal(
            "model: contains the control character U+000A at position 1, which no name has", Problem(Good with { Model = "a\nb" }));
        Assert.Equal("noise: is empty; give a name or leave it out", Problem(Good with { Noise = "" }));
        Assert.Equal("emphasis: 'loud' is unknown; it must be a1111, comfy or none", Problem(Good with { Emphasis = "loud" }));
    }

    [Fact]
    public void Every_problem_is_named_at_once_and_each_is_one_line()
    {
        var problems = RequestValidator.Problems(Good with { Width = 1, Height = 1, Steps = 0, Prompt = "\0", Emphasis = "x" }, Limits);

        Assert.Equal(["prompt", "width", "height", "steps", "emphasis"], problems.Select(problem => problem.Field));
        Assert.All(problems, problem => Assert.DoesNotContain('\n', problem.Message));
    }

    [Fact]
    public void FreeU_guidance_options_and_autoencoder_are_checked_field_by_field()
    {
        var request = Good with
        {
            Vae = "",
            FreeU = new FreeUSettings { B1 = 2.1, B2 = double.NaN, S1 = -1, S2 = 4.5 },
            GuidanceOptions = new Dictionary<string, double> { ["eta"] = double.NaN },
        };

        Assert.Equal(
            ["freeU.b1", "freeU.b2", "freeU.s1", "freeU.s2", "guidanceOptions", "vae"],
            RequestValidator.Problems(request, Limits).Select(problem => problem.Field).Order());
    }

    private static string Problem(GenerationRequest request, GenerationLimits? limits = null) =>
        Assert.Throws<RequestException>(() => RequestValidator.Validate(request, limits ?? Limits)).Message;
}
