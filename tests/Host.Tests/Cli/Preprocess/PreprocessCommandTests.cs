using System.Text.Json;
using Atelier.Diffusion.Imaging;
using Atelier.Host.Cli;
using Atelier.Imaging;

namespace Atelier.Host.Tests.Cli.Preprocess;

/// <summary>With the plugin that ships.</summary>
public sealed class PreprocessCommandTests : IDisposable
{
    private readonly CommandRun _command = new();
    private readonly string _picture;

    public PreprocessCommandTests()
    {
        _command.AddPlugin("ControlNet");
        _picture = PathOf("step.png");
        File.WriteAllBytes(_picture, PictureCodec.Encode(Step(96, 80), new PngEncoding()));
    }

    public void Dispose() => _command.Dispose();

    [Fact]
    public void A_map_is_written_to_the_named_file()
    {
        Assert.Equal(ExitCode.Ok, _command.Run("preprocess", _picture, "--with", "canny", "-o", PathOf("map.png")));

        Assert.Equal("", _command.Error);
        Assert.Contains("map.png", _command.Output);
        var map = PictureCodec.Decode(File.ReadAllBytes(PathOf("map.png")));
        Assert.Equal((96, 80, 80), (map.Width, map.Height, map.Pixels.ToArray().Count(level => level == 255) / 3));
    }

    [Fact]
    public void Without_a_file_it_goes_to_the_output_folder_by_the_names_of_both()
    {
        Assert.Equal(
            ExitCode.Ok, _command.Run("preprocess", _picture, "--with", "Blur", "--set", "sigma=2", "--resolution", "128", "--json"));

        using var document = JsonDocument.Parse(_command.Output);
        var row = document.RootElement[0];
        Assert.Equal(
            (Path.Combine(_command.Home, "output", "step-Blur.png"), "154", "128"),
            (row.GetProperty("file").GetString(), row.GetProperty("width").GetString(), row.GetProperty("height").GetString()));
        Assert.True(File.Exists(row.GetProperty("file").GetString()));
    }

    [Fact]
    public void The_thresholds_of_canny_have_options_of_their_own()
    {
        Assert.Equal(
            ExitCode.Ok,
            _command.Run("preprocess", _picture, "--with", "canny", "--low", "1000", "--high", "1020", "-o", PathOf("none.png")));
        Assert.DoesNotContain((byte)255, PictureCodec.Decode(File.ReadAllBytes(PathOf("none.png"))).Pixels.ToArray());
    }

    [Theory]
    [InlineData("--with: 'cany' is unknown; known are blur_gaussian, canny, color", "PICTURE", "--with", "cany")]
    [InlineData("--set: low is 0; it must be between 1 and 1020", "PICTURE", "--with", "canny", "--set", "low=0")]
    [InlineData("--set: 'low' is not a name and a number, as in --set low=100", "PICTURE", "--with", "canny", "--set", "low")]
    [InlineData("--set: it has no options, so 'low' cannot be set", "PICTURE", "--with", "invert", "--low", "5")]
    [InlineData("--resolution: 12 is not possible; it must be from 64 to 4096 pixels", "PICTURE", "--with", "canny", "--resolution", "12")]
    [InlineData("--with: 'inpaint' needs a mask", "PICTURE", "--with", "inpaint")]
    [InlineData("there is no such file", "nowhere.png", "--with", "canny")]
    [InlineData("--mask: nowhere.png: there is no such file", "PICTURE", "--with", "inpaint", "--mask", "nowhere.png")]
    [InlineData("'.gif' is not a kind of picture", "PICTURE", "--with", "canny", "-o", "map.gif")]
    [InlineData("--with needs a value: NAME", "PICTURE")]
    public void What_is_wrong_is_named(string problem, params string[] arguments)
    {
        Assert.Equal(
            ExitCode.BadInput, _command.Run(["preprocess", .. arguments.Select(argument => argument == "PICTURE" ? _picture : argument)]));
        Assert.Contains(problem, _command.Error);
        Assert.Single(_command.Error.TrimEnd().Split('\n'));
    }

    [Fact]
    public void A_file_that_is_no_picture_is_named()
    {
        File.WriteAllText(PathOf("words.png"), "words");
        Assert.Equal(ExitCode.BadInput, _command.Run("preprocess", PathOf("words.png"), "--with", "canny"));
        Assert.Contains("words.png", _command.Error);
    }

    [Fact]
    public void Annotators_of_the_models_folder_are_listed_with_what_is_wrong_with_them()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_command.Home, "models", "annotators")).FullName;
        File.WriteAllBytes(Path.Combine(folder, "depth.onnx"), []);

        Assert.Equal(ExitCode.Ok, _command.Run("preprocessors"));

        Assert.Matches(@"(?m)^canny +Canny +low 100 \(1 to 1020\), high 200 \(1 to 1020\) +Edges", _command.Output);
        Assert.Matches(@"(?m)^depth +Cannot be used: depth\.json: is missing", _command.Output);
        Assert.DoesNotContain("onnx_annotator", _command.Output);
    }

    private string PathOf(string name) => Path.Combine(_command.Home, name);

    private static Picture Step(int width, int height) =>
        Picture.Own(width, height,
            [.. Enumerable.Range(0, width * height).SelectMany(i => Enumerable.Repeat((byte)(i % width < width / 2 ? 0 : 200), 3))]);
}
