using Atelier.Generation;
using Atelier.Imaging;

namespace Atelier.Diffusion.Tests.Pipeline.Hires;

public sealed class HiresPassTests(StarterPipeline starter) : IClassFixture<StarterPipeline>
{
    [Theory]
    [InlineData("latent")]
    [InlineData("Latent (nearest-exact)")]
    [InlineData("lanczos")]
    public void The_picture_has_the_second_passs_size_and_stays_like_the_first(string upscaler)
    {
        var first = Make(StarterPipeline.Small());
        var second = Make(StarterPipeline.Small() with { Hires = new HiresFix { Upscaler = upscaler, Strength = 0.3 } });
        Assert.Equal((128, 128), (second.Width, second.Height));
        Assert.InRange(Difference(Halved(second), first), 0, 30);
    }

    [Fact]
    public void Without_strength_the_picture_is_only_enlarged()
    {
        var first = Make(StarterPipeline.Small());
        var watcher = new Watcher();
        var enlarged = Make(StarterPipeline.Small() with { Hires = new HiresFix { Upscaler = "nearest", Strength = 0 } }, watcher);
        Assert.InRange(Difference(Halved(enlarged), first), 0, 12);
        Assert.Equal(3, watcher.Seen[^1].Steps is 0 ? watcher.Seen.Max(seen => seen.Steps) : 0);
    }

    [Fact]
    public void Progress_counts_both_passes_steps_together()
    {
        var watcher = new Watcher();
        Make(StarterPipeline.Small() with { Hires = new HiresFix { Steps = 2, Strength = 0.5 } }, watcher);
        var steps = watcher.Seen.Where(seen => seen.Step > 0).ToList();
        Assert.Equal([1, 2, 3, 4, 5], steps.Select(seen => seen.Step));
        Assert.All(steps, seen => Assert.Equal(5, seen.Steps));
        Assert.Equal(["load", "encode", "sample", "upscale", "encode", "sample", "decode"], Stages(watcher));
    }

    [Fact]
    public void Both_sides_are_covered_and_cut()
    {
        var made = Make(StarterPipeline.Small() with { Hires = new HiresFix { Width = 128, Height = 64, Upscaler = "lanczos" } });
        Assert.Equal((128, 64), (made.Width, made.Height));
    }

    [Fact]
    public void The_second_pass_has_its_own_prompt_sampler_and_guidance_and_the_recipe_says_so()
    {
        var request = StarterPipeline.Small() with { Hires = new HiresFix { Strength = 0.9 } };
        var plain = starter.Pipeline.Generate(request).Single();
        foreach (var changed in (HiresFix[])
            [
                request.Hires with { Prompt = "a snowy mountain" }, request.Hires with { NegativePrompt = "a lighthouse" },
                request.Hires with { Sampler = "euler" },
                request.Hires with { GuidanceScale = 1 }, request.Hires with { Steps = 5 }, request.Hires with { Schedule = "exponential" },
            ])
        {
            var other = starter.Pipeline.Generate(request with { Hires = changed }).Single();
            Assert.NotEqual(plain.Picture.Pixels.ToArray(), other.Picture.Pixels.ToArray());
            Assert.Equal(changed.Prompt, other.Recipe.Hires!.Prompt);
            Assert.Equal(changed.Sampler ?? plain.Recipe.Sampler, other.Recipe.Hires.Sampler);
            Assert.Equal(changed.Steps ?? 3, other.Recipe.Hires.Steps);
            Assert.Equal(other.Picture.Pixels.ToArray(), Make(other.Recipe.ToRequest()).Pixels.ToArray());
        }
    }

    [Theory]
    [InlineData("no_such", null, null, "hires.upscaler")]
    [InlineData("latent", "no_such", null, "hires.sampler")]
    [InlineData("latent", null, "no_such", "hires.schedule")]
    public void Names_that_nobody_has_are_refused_before_anything_is_made(string upscaler, string? sampler, string? schedule, string field)
    {
        var watcher = new Watcher();
        var hires = new HiresFix { Upscaler = upscaler, Sampler = sampler, Schedule = schedule };
        Assert.Equal(field, Assert.Throws<RequestException>(() => Make(StarterPipeline.Small() with { Hires = hires }, watcher)).Field);
        Assert.DoesNotContain(watcher.Seen, seen => seen.Stage == "sample");
    }

    private Picture Make(GenerationRequest request, Watcher? watcher = null) =>
        starter.Pipeline.Generate(request, watcher).Single().Picture;

    private static List<string> Stages(Watcher watcher)
    {
        var stages = new List<string>();
        foreach (var seen in watcher.Seen.Where(seen => seen.Step == 0 && seen.Stage != stages.LastOrDefault()))
        {
            stages.Add(seen.Stage);
        }

        return stages;
    }

    private static Picture Halved(Picture picture) =>
        Atelier.Diffusion.Imaging.PictureCodec.Resize(
            picture, picture.Width / 2, picture.Height / 2, Atelier.Diffusion.Imaging.ResizeKernel.Cubic);

    private static double Difference(Picture one, Picture other) =>
        one.Pixels.ToArray().Zip(other.Pixels.ToArray(), (a, b) => Math.Abs(a - b)).Average();
}
