using Atelier.Diffusion.Graphs;
using Atelier.Diffusion.Pipeline;
using Atelier.Diffusion.Pipeline.Sample;
using Atelier.Generation;
using Atelier.Guidance;

namespace Atelier.Diffusion.Tests.Pipeline;

/// <summary>Guidance, FreeU and shared style on the model that ships.</summary>
public sealed class SteeredNetworkTests(StarterPipeline starter) : IClassFixture<StarterPipeline>
{
    private static readonly GenerationRequest Plain =
        StarterPipeline.Small() with { NegativePrompt = "blurry", GuidanceSettings = new GuidanceSettings { Scale = 6 } };

    [Theory]
    [InlineData("pag")]
    [InlineData("perp_neg")]
    [InlineData("apg")]
    [InlineData("dynamic_thresholding")]
    public void Every_guidance_makes_a_picture_of_its_own_and_says_so_in_the_recipe(string guidance)
    {
        var options = guidance == "dynamic_thresholding" ? new Dictionary<string, double> { ["mimic_scale"] = 3 } : [];
        var picture = starter.Pipeline.Generate(Plain with { Guidance = guidance, GuidanceOptions = options }).Single();

        Assert.NotEqual(Pixels(Plain)[0], picture.Picture.Pixels.ToArray());
        Assert.Equal(guidance, picture.Recipe.Guidance);
        Assert.NotEmpty(picture.Recipe.GuidanceOptions);
        Assert.Equal(picture.Picture.Pixels.ToArray(), Pixels(picture.Recipe.ToRequest() with { Model = null })[0]);
    }

    [Theory]
    [InlineData("perp_neg")]
    [InlineData("apg")]
    [InlineData("dynamic_thresholding")]
    public void At_scale_1_they_follow_the_prompt_alone(string guidance)
    {
        var one = Plain with { GuidanceSettings = new GuidanceSettings { Scale = 1 } };
        Assert.Equal(Pixels(one)[0], Pixels(one with { Guidance = guidance })[0]);
    }

    [Fact]
    public void A_network_that_takes_the_scale_as_an_input_needs_no_pass_for_the_negative_prompt()
    {
        var distilled = SomeCheckpoint.At("model", timeCondProjDim: 8).UNet.Config;
        var resolved = ResolvedRequest.From(Plain, new SamplerParts(), new ModelDefaults(), () => 1);
        var step = new GuidanceStep(1, 0.5);
        Assert.Equal(default, resolved.BeginGuidance(1, 3, distilled).Single().Needs(step));
        Assert.True(resolved.BeginGuidance(1, 3, distilled with { TimeCondProjDim = null }).Single().Needs(step).Unconditional);
        Assert.Equal(GuidanceEmbedding.Of(5, 8), UNetExtras.Of(resolved, distilled).GuidanceEmbedding);
    }

    [Fact]
    public void An_option_out_of_its_range_is_refused_by_name()
    {
        var request = Plain with { Guidance = "apg", GuidanceOptions = new Dictionary<string, double> { ["eta"] = 2 } };
        var error = Assert.Throws<RequestException>(() => Pixels(request));
        Assert.Equal(("guidanceOptions", "eta is 2; it must be between 0 and 1"), (error.Field, error.Problem));
    }

    [Fact]
    public void FreeU_changes_the_picture_by_its_factors()
    {
        var one = new FreeUSettings { B1 = 1, B2 = 1, S1 = 1, S2 = 1 };
        var (plain, neutral, strong) = (Pixels(Plain)[0], Pixels(Plain with { FreeU = one })[0],
            Pixels(Plain with { FreeU = new FreeUSettings() })[0]);
        Assert.All(plain.Zip(neutral), pair => Assert.InRange(Math.Abs(pair.First - pair.Second), 0, 1));
        Assert.NotEqual(neutral, strong);
    }

    [Fact]
    public void Other_factors_need_no_other_graph() => Assert.Equal(
        UNetOptions.For(Plain with { FreeU = new FreeUSettings() }), UNetOptions.For(Plain with { FreeU = new FreeUSettings { B1 = 1 } }));

    [Fact]
    public void Pictures_take_the_first_ones_style_and_it_keeps_its_own()
    {
        var batch = Plain with { BatchSize = 2 };
        var (alone, shared) = (Pixels(batch), Pixels(batch with { ShareStyle = true }));
        Assert.All(alone[0].Zip(shared[0]), pair => Assert.InRange(Math.Abs(pair.First - pair.Second), 0, 1));
        Assert.Contains(alone[1].Zip(shared[1]), pair => Math.Abs(pair.First - pair.Second) > 4);
    }

    [Fact]
    public void A_picture_that_took_anothers_style_is_made_again_by_its_recipe()
    {
        var second = starter.Pipeline.Generate(Plain with { BatchSize = 2, ShareStyle = true }).Last();
        Assert.Equal(second.Picture.Pixels.ToArray(), Pixels(second.Recipe.ToRequest() with { Model = null })[^1]);
    }

    [Fact]
    public void A_picture_alone_has_no_style_to_share()
    {
        var picture = starter.Pipeline.Generate(Plain with { ShareStyle = true }).Single();
        Assert.Equal(Pixels(Plain)[0], picture.Picture.Pixels.ToArray());
        Assert.Null(picture.Recipe.StyleSeed);
    }

    private byte[][] Pixels(GenerationRequest request) =>
        [.. starter.Pipeline.Generate(request).Select(picture => picture.Picture.Pixels.ToArray())];
}
