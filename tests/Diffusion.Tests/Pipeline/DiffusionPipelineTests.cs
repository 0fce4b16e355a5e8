using Atelier.Diffusion.Pipeline;
using Atelier.Generation;
using Atelier.Guidance;

namespace Atelier.Diffusion.Tests.Pipeline;

public sealed class DiffusionPipelineTests(StarterPipeline starter) : IClassFixture<StarterPipeline>
{
    private readonly DiffusionPipeline _pipeline = starter.Pipeline;

    [Fact]
    public void The_same_request_gives_the_same_pixels()
    {
        var request = StarterPipeline.Small();
        Assert.Equal(Pixels(request)[0], Pixels(request)[0]);
    }

    [Theory]
    [InlineData("euler_ancestral")]
    [InlineData("dpmpp_2m_sde")]
    public void A_picture_in_a_batch_equals_the_same_picture_alone(string sampler)
    {
        var request = StarterPipeline.Small() with { Sampler = sampler, BatchSize = 3 };
        var batch = Pixels(request);
        var alone = Pixels(request with { BatchSize = 1, Seed = request.Seed + 2 })[0];
        // The network sums in another order for another batch; that is worth one level at the most.
        Assert.All(batch[2].Zip(alone), pair => Assert.InRange(Math.Abs(pair.First - pair.Second), 0, 1));
        Assert.NotEqual(batch[0], batch[1]);
    }

    [Fact]
    public void Count_makes_batches_and_seeds_count_up()
    {
        var pictures = _pipeline.Generate(StarterPipeline.Small() with { BatchSize = 2, Count = 2 }).ToList();
        Assert.Equal([7UL, 8UL, 9UL, 10UL], pictures.Select(picture => picture.Recipe.Seed));
        Assert.Equal([0, 1, 2, 3], pictures.Select(picture => picture.Recipe.Index));
    }

    [Fact]
    public void A_batch_that_is_skipped_is_left_out_and_the_others_stay_as_they_are()
    {
        var batch = 0;
        var pictures =
            _pipeline.Generate(StarterPipeline.Small() with { Count = 3 }, skip: () => new CancellationToken(canceled: ++batch == 2))
                .ToList();

        Assert.Equal([7UL, 9UL], pictures.Select(picture => picture.Recipe.Seed));
        Assert.Equal(Pixels(StarterPipeline.Small() with { Seed = 9 })[0], pictures[1].Picture.Pixels.ToArray());
    }

    [Fact]
    public void No_more_batches_are_made_when_none_is_wanted()
    {
        var batch = 0;
        var pictures =
            _pipeline.Generate(StarterPipeline.Small() with { Count = 3 }, skip: () => ++batch > 2 ? null : CancellationToken.None);

        Assert.Equal([7UL, 8UL], pictures.Select(picture => picture.Recipe.Seed));
    }

    [Fact]
    public void A_recipe_makes_the_same_picture_again()
    {
        var first = _pipeline.Generate(StarterPipeline.Small("{dawn|noon|dusk} over the sea") with { BatchSize = 2, Seed = null }).Last();
        var again = _pipeline.Generate(first.Recipe.ToRequest()).Single();
        Assert.Equal(StarterPipeline.DrawnSeed + 1, first.Recipe.Seed);
        Assert.All(first.Picture.Pixels.ToArray().Zip(again.Picture.Pixels.ToArray()),
            pair => Assert.InRange(Math.Abs(pair.First - pair.Second), 0, 1));
    }

    [Theory]
    [InlineData(@"a \{cat|dog\}")]
    [InlineData(@"a \__place__")]
    public void A_recipe_takes_nothing_in_its_text_for_a_choice(string prompt)
    {
        var first = _pipeline.Generate(StarterPipeline.Small(prompt)).Single();
        var again = _pipeline.Generate(first.Recipe.ToRequest()).Single();
        Assert.Equal(first.Recipe.Prompt, again.Recipe.Prompt);
        Assert.Equal(first.Picture.Pixels, again.Picture.Pixels);
    }

    [Fact]
    public void What_a_request_leaves_open_comes_from_the_model()
    {
        var recipe = _pipeline.Generate(new GenerationRequest { Prompt = "a lake", Steps = 1 }).Single().Recipe;
        Assert.Equal((256, 256), (recipe.Width, recipe.Height));
        Assert.Equal("starter", recipe.Model.Name);
    }

    [Fact]
    public void At_guidance_1_the_negative_prompt_is_not_looked_at()
    {
        var request = StarterPipeline.Small() with { GuidanceSettings = new GuidanceSettings { Scale = 1 } };
        Assert.Equal(Pixels(request)[0], Pixels(request with { NegativePrompt = "red" })[0]);
    }

    [Fact]
    public void The_negative_prompt_changes_a_guided_picture()
    {
        var request = StarterPipeline.Small() with { GuidanceSettings = new GuidanceSettings { Scale = 4 } };
        Assert.NotEqual(Pixels(request)[0], Pixels(request with { NegativePrompt = "red" })[0]);
    }

    [Fact]
    public void An_observer_sees_every_stage_and_every_step_with_an_estimate()
    {
        var observer = new Watcher();
        _ = _pipeline.Generate(StarterPipeline.Small() with { Count = 2 }, observer).Count();
        Assert.Equal(
            ["load", "encode", "sample", "decode", "encode", "sample", "decode"],
            observer.Seen.Where(seen => seen.Step == 0).Select(seen => seen.Stage));
        Assert.Equal([1, 2, 3, 1, 2, 3], observer.Seen.Where(seen => seen.Estimate is not null).Select(seen => seen.Step));
        Assert.All(observer.Seen, seen => Assert.Equal(2, seen.Batches));
    }

    [Fact]
    public void Cancelling_ends_within_one_step()
    {
        using var source = new CancellationTokenSource();
        var observer = new Watcher { OnStep = step => Cancel(step, source) };
        Assert.ThrowsAny<OperationCanceledException>(
            () => _pipeline.Generate(StarterPipeline.Small() with { Steps = 50 }, observer, source.Token).Count());
        Assert.Equal(2, observer.Seen.Max(seen => seen.Step));
    }

    [Fact]
    public void A_wrong_number_is_refused_before_anything_is_loaded()
    {
        var observer = new Watcher();
        var error = Assert.Throws<RequestException>(() => _pipeline.Generate(StarterPipeline.Small() with { Width = 513 }, observer));
        Assert.Equal("width", error.Field);
        Assert.Empty(observer.Seen);
    }

    [Fact]
    public void The_budget_holds_for_what_the_model_fills_in()
    {
        var request = new GenerationRequest { Prompt = "a lake", Steps = 150, BatchSize = 16, Count = 100 };
        Assert.Equal("budget", Assert.Throws<RequestException>(() => _pipeline.Generate(request).Count()).Field);
    }

    [Fact]
    public void An_option_that_the_sampler_has_not_is_named()
    {
        var request =
            StarterPipeline.Small() with { Sampler = "euler_ancestral", SamplerOptions = new Dictionary<string, double> { ["rho"] = 1 } };
        var error = Assert.Throws<RequestException>(() => _pipeline.Generate(request).Count());
        Assert.Equal("samplerOptions", error.Field);
        Assert.Contains("eta", error.Problem);
    }

    [Fact]
    public void A_tag_for_an_adapter_is_refused_rather_than_read_as_text() =>
        Assert.Contains(
            "'no-such-look' is not in models/loras",
            Assert.Throws<RequestException>(
                () => _pipeline.Generate(StarterPipeline.Small("a lake <lora:no-such-look:0.8>")).Count()).Problem);

    [Fact]
    public void Sizes_that_are_not_square_and_not_multiples_of_64_work()
    {
        var picture = _pipeline.Generate(StarterPipeline.Small() with { Width = 104, Height = 72 }).Single().Picture;
        Assert.Equal((104, 72), (picture.Width, picture.Height));
    }

    [Fact]
    public void A_file_carries_both_texts()
    {
        var picture = _pipeline.Generate(StarterPipeline.Small()).Single();
        Assert.Contains("Steps: 3", picture.Metadata.Parameters);
        Assert.Equal(picture.Recipe.Seed, picture.Metadata.Recipe!.Seed);
    }

    private static void Cancel(int step, CancellationTokenSource source)
    {
        if (step == 2)
        {
            source.Cancel();
        }
    }

    private List<byte[]> Pixels(GenerationRequest request) =>
        [.. _pipeline.Generate(request).Select(picture => picture.Picture.Pixels.ToArray())];
}
