using System.Text.Json;
using Atelier.Diffusion.Imaging;
using Atelier.Host.Cli;
using Atelier.Imaging;

namespace Atelier.Host.Tests.Cli.Upscale;

/// <summary>With the plugin that ships.</summary>
public sealed class UpscaleCommandTests : IDisposable
{
    private readonly CommandRun _command = new();
    private readonly string _picture;

    public UpscaleCommandTests()
    {
        _command.AddPlugin("Upscalers");
        _picture = PathOf("small.png");
        var texts = new PictureMetadata(new Dictionary<string, string> { ["parameters"] = "a fox" });
        File.WriteAllBytes(
            _picture, PictureCodec.Encode(
                Picture.Own(12, 8, [.. Enumerable.Range(0, 12 * 8 * 3).Select(i => (byte)i)]), new PngEncoding(), texts));
    }

    public void Dispose() => _command.Dispose();

    [Fact]
    public void A_picture_is_twice_as_large_in_the_named_file_and_keeps_what_it_says()
    {
        Assert.Equal(ExitCode.Ok, _command.Run("upscale", _picture, "-o", PathOf("large.png")));
        Assert.Equal(PathOf("large.png") + "\n", _command.Output);
        var file = File.ReadAllBytes(PathOf("large.png"));
        Assert.Equal((24, 16), Size(file));
        Assert.Equal("a fox", PictureMetadata.Read(file).Parameters);
    }

    [Fact]
    public void In_a_folder_it_has_its_own_name_and_nothing_is_written_over()
    {
        var folder = PathOf("out/");
        Assert.Equal(
            ExitCode.Ok,
            _command.Run(
                "upscale", _picture, _picture, "--size", "20x30", "--upscaler", "Nearest", "-o", folder, "--format", "webp", "--json"));
        using var document = JsonDocument.Parse(_command.Output);
        var pictures = document.RootElement.GetProperty("pictures");
        Assert.Equal(
            ["small.webp", "small-2.webp"],
            pictures.EnumerateArray().Select(made => Path.GetFileName(made.GetProperty("file").GetString())));
        Assert.Equal((20, 30), Size(File.ReadAllBytes(Path.Combine(folder, "small-2.webp"))));
    }

    [Theory]
    [InlineData("--upscaler: 'SwinIR' is unknown; known are bicubic, lanczos, nearest, none; networks go into models/upscalers", "PICTURE",
        "--upscaler", "SwinIR")]
    [InlineData("--upscaler: 'latent' is unknown", "PICTURE", "--upscaler", "latent")]
    [InlineData("--by: 0 is not possible", "PICTURE", "--by", "0")]
    [InlineData("--by: --size says already", "PICTURE", "--by", "2", "--size", "20x20")]
    [InlineData("--size: 'wide' is not a size in pixels, as in --size 1024x768", "PICTURE", "--size", "wide")]
    [InlineData("at most 8192 a side", "PICTURE", "--size", "9000x9000")]
    [InlineData("nowhere.png: there is no such file", "nowhere.png")]
    [InlineData("'.gif' is not a kind of picture", "PICTURE", "-o", "large.gif")]
    public void What_is_wrong_is_named(string problem, params string[] arguments)
    {
        Assert.Equal(
            ExitCode.BadInput, _command.Run(["upscale", .. arguments.Select(argument => argument == "PICTURE" ? _picture : argument)]));
        Assert.Contains(problem, _command.Error);
        Assert.Single(_command.Error.TrimEnd().Split('\n'));
    }

    [Fact]
    public void A_file_that_is_no_picture_is_named()
    {
        File.WriteAllText(PathOf("text.png"), "not a picture");
        Assert.Equal(ExitCode.BadInput, _command.Run("upscale", PathOf("text.png")));
        Assert.Contains("text.png: ", _command.Error);
    }

    [Fact]
    public void All_upscalers_are_listed()
    {
        Assert.Equal(ExitCode.Ok, _command.Run("upscalers", "--json"));
        Assert.Contains("latent_bicubic", _command.Output);
        Assert.Contains("lanczos", _command.Output);
        Assert.DoesNotContain("esrgan", _command.Output);
    }

    private string PathOf(string name) => Path.Combine(_command.Home, name);

    private static (int Width, int Height) Size(byte[] file) => (PictureHeader.Read(file).Width, PictureHeader.Read(file).Height);
}
