using Atelier.Diffusion.Onnx;
using Atelier.Diffusion.Pipeline;
using Atelier.Diffusion.Pipeline.Control;
using Atelier.Generation;
using Atelier.Imaging;
using Atelier.Networks;

namespace Atelier.Diffusion.Tests.Pipeline.Control;

public class PreprocessorRunnerTests
{
    private static readonly Picture Wide = Flat(200, 100, 40);

    [Theory]
    [InlineData("recording")]
    [InlineData(" RECORDING ")]
    [InlineData("recording (tape)")]
    public void A_part_is_found_by_name_and_alias(string name)
    {
        var part = new Recording();
        Assert.Same(Wide, Run(new SomeParts(part), new PreprocessorTask(name)).Picture);
        Assert.Equal(5, part.Last.Context.Options["level"]);
    }

    [Theory]
    [InlineData("depth")]
    [InlineData("Depth.onnx")]
    [InlineData("the depth")]
    public void A_file_is_found_by_its_name_with_or_without_ending(string name) =>
    Assert.Equal(0, Run(WithDepth(), new PreprocessorTask(name)).Picture.Pixels[0]);

    [Fact]
    public void A_part_goes_before_a_file_of_its_name()
    {
        var parts = new SomeParts(new FromFiles(), new Recording());
        parts.Files.Add(new ModelFile(ModelFileKinds.Annotator, "recording", "recording.onnx"));

        Assert.Same(Wide, Run(parts, new PreprocessorTask("recording")).Picture);
        Assert.Single(new PreprocessorCatalog(parts, parts).All());
    }

    [Fact]
    public void A_part_that_works_with_files_is_not_found_by_its_own_name() => Refused(
        WithDepth(), new PreprocessorTask("from_files"), "preprocessor", "'from_files' is unknown; known are depth, recording");

    [Fact]
    public void Without_parts_that_is_said() =>
    Refused(new SomeParts(), new PreprocessorTask("x"), "preprocessor", "'x' is unknown; no plugin brings any");

    [Theory]
    [InlineData("level", 11, "level is 11; it must be between 1 and 10")]
    [InlineData("volume", 1, "'volume' is not one of its options; it has level")]
    public void Options_that_cannot_be_are_refused(string name, double value, string problem) => Refused(
        new SomeParts(new Recording()), new PreprocessorTask("recording") { Options = new Dictionary<string, double> { [name] = value } },
        "options", problem);

    [Theory]
    [InlineData(63)]
    [InlineData(4097)]
    public void A_resolution_that_cannot_be_is_refused(int resolution) => Refused(
        new SomeParts(new Recording()), new PreprocessorTask("recording") { Resolution = resolution }, "resolution",
        $"{resolution} is not possible; it must be from 64 to 4096 pixels");

    [Fact]
    public void The_resolution_is_the_shorter_side()
    {
        var part = new Recording();
        var map = Run(new SomeParts(part), new PreprocessorTask("recording") { Resolution = 64 }).Picture;
        Assert.Equal((128, 64), (map.Width, map.Height));
    }

    [Fact]
    public void Who_looks_at_each_pixel_alone_gets_the_picture_as_it_is() => Assert.Same(
        Wide, Run(new SomeParts(new Recording { KeepsSize = true }), new PreprocessorTask("recording") { Resolution = 64 }).Picture);

    [Fact]
    public void The_mask_comes_to_the_pictures_size_and_is_kept_where_it_is_marked()
    {
        var mask = Flat(100, 50, 255);
        var plain = new Recording();
        Assert.Null(Run(new SomeParts(plain), new PreprocessorTask("recording") { Mask = mask }).Mask);
        Assert.Equal((200, 100), (plain.Last.Context.Mask!.Width, plain.Last.Context.Mask.Height));

        var map = Run(
            new SomeParts(new Recording { MarksMask = true }), new PreprocessorTask("recording") { Mask = mask, Resolution = 64 });
        Assert.Equal((128, 64), (map.Mask!.Width, map.Mask.Height));
    }

    [Fact]
    public void Who_marks_the_mask_needs_one() => Refused(
        new SomeParts(new Recording { MarksMask = true }), new PreprocessorTask("recording"), "preprocessor",
        "'recording' needs a mask, white where the picture is to be made anew");

    [Fact]
    public void A_map_of_another_size_is_the_parts_fault()
    {
        var parts = new SomeParts(new Recording { Make = _ => Flat(3, 2, 0) });
        var error = Assert.Throws<GenerationException>(() => Run(parts, new PreprocessorTask("recording")));
        Assert.Equal("The preprocessor 'recording' made a map of 3 x 2 pixels from a picture of 200 x 100.", error.Message);
    }

    [Fact]
    public void What_is_wrong_with_a_file_is_said_of_the_field_that_names_it()
    {
        Refused(WithDepth(new RequestException("annotators", "'depth' is damaged")), new PreprocessorTask("depth"), "preprocessor",
            "'depth' is damaged");
        Refused(WithDepth(new ModelRuntimeException("no memory")), new PreprocessorTask("depth"), "preprocessor",
            "'depth' cannot be run: no memory");
    }

    [Theory]
    [InlineData("crop", 256, 128)]
    [InlineData("stretch", 256, 128)]
    [InlineData("fill", 128, 64)]
    public void A_unit_without_a_resolution_works_at_the_size_that_is_made(string resize, int width, int height)
    {
        var part = new Recording();
        var map = Runner(new SomeParts(part))
            .Prepare(Wide, Unit() with { Resize = resize }, 0, 128, 128, null, 9, CancellationToken.None).Picture;

        Assert.Equal((width, height), (part.Last.Picture.Width, part.Last.Picture.Height));
        Assert.Equal((128, 128), (map.Width, map.Height));
        Assert.Equal(9ul, part.Last.Context.Seed);
    }

    [Fact]
    public void A_units_fields_are_named_by_its_place()
    {
        var runner = Runner(new SomeParts(new Recording()));
        Field("controls[2].preprocessor", Unit() with { Preprocessor = "x" });
        Field("controls[2].preprocessorOptions", Unit() with { PreprocessorOptions = new Dictionary<string, double> { ["level"] = 0 } });
        Field("controls[2].resolution", Unit() with { Resolution = 1 });

        void Field(string expected, ControlUnit unit) =>
            Assert.Equal(
                expected, Assert.Throws<RequestException>(
                    () => runner.Prepare(Wide, unit, 2, 64, 64, null, 0, CancellationToken.None)).Field);
    }

    internal static Picture Flat(int width, int height, byte level)
    {
        var pixels = new byte[width * height * Picture.Channels];
        Array.Fill(pixels, level);
        return Picture.Own(width, height, pixels);
    }

    private static ControlUnit Unit() => new() { Model = "canny", Preprocessor = "recording" };

    private static SomeParts WithDepth(Exception? failure = null)
    {
        var parts = new SomeParts(new FromFiles { Failure = failure }, new Recording());
        parts.Files.Add(new ModelFile(ModelFileKinds.Annotator, "depth", "/models/annotators/depth.onnx"));
        return parts;
    }

    private static PreprocessorRunner Runner(SomeParts parts) => new(parts, parts, parts);

    private static ControlMap Run(SomeParts parts, PreprocessorTask task) => Runner(parts).Run(Wide, task, CancellationToken.None);

    private static void Refused(SomeParts parts, PreprocessorTask task, string field, string problem)
    {
        var error = Assert.Throws<RequestException>(() => Run(parts, task));
        Assert.Equal((field, problem), (error.Field, error.Problem));
    }
}
