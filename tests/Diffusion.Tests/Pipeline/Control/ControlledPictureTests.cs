using Atelier.Diffusion.Pipeline;
using Atelier.Generation;

namespace Atelier.Diffusion.Tests.Pipeline.Control;

public sealed class ControlledPictureTests(ControlledPipeline controlled) : IClassFixture<ControlledPipeline>
{
    private static readonly ControlUnit Unit = ControlledPipeline.Unit;

    [Fact]
    public void A_unit_changes_the_picture_by_its_weight()
    {
        var plain = Pixels(ControlledPipeline.Request());
        var full = Distance(plain, Pixels(ControlledPipeline.Request(Unit)));
        var half = Distance(plain, Pixels(ControlledPipeline.Request(Unit with { Weight = 0.25 })));
        Assert.InRange(half, 0.01, 0.8 * full);
        Assert.Equal(plain, Pixels(ControlledPipeline.Request(Unit with { Weight = 0 })));
    }

    [Fact]
    public void A_unit_that_ends_early_changes_less()
    {
        var whole = Pixels(ControlledPipeline.Request(Unit));
        var early = Pixels(ControlledPipeline.Request(Unit with { End = 0.1 }));
        var late = Pixels(ControlledPipeline.Request(Unit with { Start = 0.9 }));
        Assert.NotEqual(whole, early);
        Assert.Equal(Pixels(ControlledPipeline.Request()), late);
    }

    [Fact]
    public void Two_units_at_half_the_weight_make_what_one_makes_at_the_whole()
    {
        var one = Pixels(ControlledPipeline.Request(Unit));
        var two = Pixels(ControlledPipeline.Request(Unit with { Weight = 0.5 }, Unit with { Weight = 0.5 }));
        Assert.All(one.Zip(two), pair => Assert.InRange(Math.Abs(pair.First - pair.Second), 0, 1));
    }

    [Fact]
    public void A_picture_of_a_batch_equals_the_same_picture_alone()
    {
        var request = ControlledPipeline.Request(Unit with { Mode = "control" });
        var batch = Make(request with { BatchSize = 2 })[1].Picture.Pixels.ToArray();
        var alone = Pixels(request with { Seed = request.Seed + 1 });
        Assert.All(batch.Zip(alone), pair => Assert.InRange(Math.Abs(pair.First - pair.Second), 0, 1));
    }

    [Fact]
    public void What_the_network_saw_comes_with_the_picture_at_its_size()
    {
        var map = Assert.Single(Make(ControlledPipeline.Request(Unit with { Preprocessor = "canny" }))[0].Maps);
        Assert.Equal((64, 64), (map.Width, map.Height));
        Assert.All(map.Pixels.ToArray(), value => Assert.True(value is 0 or 255));
        Assert.Empty(Make(ControlledPipeline.Request())[0].Maps);
    }

    [Fact]
    public void The_recipe_says_all_of_a_unit_and_makes_the_picture_again()
    {
        var made = Make(ControlledPipeline.Request(Unit with { Model = "RANDOM", Preprocessor = "canny", Weight = 0.5 }))[0];
        var unit = Assert.Single(made.Recipe.Controls);
        Assert.Equal(("random", 100d, 200d), (unit.Model, unit.PreprocessorOptions["low"], unit.PreprocessorOptions["high"]));
        var again = Make(Diffusion.Imaging.Metadata.Recipe.Parse(made.Recipe.ToJson()).ToRequest())[0];
        Assert.Equal(made.Picture.Pixels.ToArray(), again.Picture.Pixels.ToArray());
    }

    [Fact]
    public void The_parameters_say_it_as_the_extension_does()
    {
        var unit = Unit with { Preprocessor = "canny", Weight = 0.8, End = 0.5, Mode = "control", Resize = "fill", Resolution = 128 };
        var text = Make(ControlledPipeline.Request(unit))[0].Metadata.Parameters!;
        Assert.Contains(
            "ControlNet 0: \"Module: canny, Model: random, Weight: 0.8, Resize Mode: Resize and Fill, Processor Res: 128, Threshold A: 100.0, "
            + "Threshold B: 200.0, Guidance Start: 0.0, Guidance End: 0.5, Pixel Perfect: False, Control Mode: ControlNet is more important\"",
            text);
    }

    [Fact]
    public void A_unit_without_a_picture_takes_the_one_to_begin_from()
    {
        var request = ControlledPipeline.Request(Unit) with { Image = new ImageInput { Picture = "some" } };
        var own = Make(request)[0].Maps[0];
        var taken = Make(request with { Controls = [Unit with { Picture = null }] })[0].Maps[0];
        Assert.Equal((own.Width, own.Height), (taken.Width, taken.Height));
        Assert.InRange(Distance(own.Pixels.ToArray(), taken.Pixels.ToArray()), 0, 4);
    }

    [Fact]
    public void Progress_tells_of_the_stage()
    {
        var stages = new List<string>();
        controlled.Pipeline.Generate(ControlledPipeline.Request(Unit), new Stages(stages)).ToList();
        Assert.Contains("control", stages);
    }

    [Theory]
    [InlineData("damaged", "controls[0].model", "'damaged' cannot be used: damaged.safetensors: invalid: truncated")]
    [InlineData("unheard-of", "controls[0].model", "'unheard-of' is not in models/controlnet; there are damaged, random")]
    public void A_network_that_cannot_be_used_is_named(string model, string field, string problem)
    {
        var error = Assert.Throws<RequestException>(() => Make(ControlledPipeline.Request(Unit with { Model = model })));
        Assert.Equal(field, error.Field);
        Assert.StartsWith(problem, error.Problem);
    }

    [Fact]
    public void A_picture_that_is_not_there_is_named()
    {
        var error = Assert.Throws<RequestException>(() => Make(ControlledPipeline.Request(Unit, Unit with { Picture = "other" })));
        Assert.Equal("controls[1].picture: there is no other", error.Message);
    }

    private byte[] Pixels(GenerationRequest request) => Make(request)[0].Picture.Pixels.ToArray();

    private List<GeneratedPicture> Make(GenerationRequest request) => [.. controlled.Pipeline.Generate(request)];

    private static double Distance(byte[] a, byte[] b) => a.Zip(b).Average(pair => Math.Abs(pair.First - pair.Second));

    private sealed class Stages(List<string> stages) : IGenerationObserver
    {
        public void OnProgress(GenerationProgress progress) => stages.Add(progress.Stage);
    }
}
