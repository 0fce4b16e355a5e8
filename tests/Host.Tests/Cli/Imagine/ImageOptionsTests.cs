using System.Security.Cryptography;
using Atelier.Generation;
using Atelier.Host.Cli;
using Atelier.Host.Tests.Doubles;

namespace Atelier.Host.Tests.Cli.Imagine;

public sealed class ImageOptionsTests : IDisposable
{
    private readonly CommandRun _command = new();
    private readonly string _file;
    private readonly string _mask;

    public ImageOptionsTests()
    {
        _file = Write("house.png", PictureFile.Png());
        _mask = Write("sky.png", PictureFile.Png(level: 255));
    }

    public void Dispose() => _command.Dispose();

    [Fact]
    public void A_file_to_begin_from_reaches_the_request_as_its_hash()
    {
        Assert.Equal(ExitCode.Ok, Imagine("p", "--init", _file));
        Assert.Equal(new ImageInput { Picture = HashOf(_file) }, _command.Request.Image);
        Assert.Equal(File.ReadAllBytes(_file), _command.Engine.Pictures!.Read(HashOf(_file), "image.picture").ToArray());
    }

    [Fact]
    public void Every_option_reaches_the_request()
    {
        Assert.Equal(ExitCode.Ok, Imagine(
            "p", "--init", _file, "--strength", "0.4", "--all-steps", "--resize", "fill", "--mask", _mask, "--mask-invert", "--mask-blur",
            "2.5",
            "--mask-content", "noise", "--masked-only", "--mask-padding", "16", "--outpaint", "left=64, bottom=8,blend=12",
            "--image-guidance", "1.2", "--depth", _mask));
        var expected = new ImageInput
        {
            Picture = HashOf(_file),
            Strength = 0.4,
            AllSteps = true,
            Resize = "fill",
            Mask = new MaskInput
            {
                Picture = HashOf(_mask),
                Invert = true,
                Blur = 2.5,
                Content = "noise",
                MaskedAreaOnly = true,
                Padding = 16,
            },
            Outpaint = new OutpaintInput { Left = 64, Bottom = 8, Blend = 12 },
            ImageGuidance = 1.2,
            Depth = HashOf(_mask),
        };
        Assert.Equal(expected, _command.Request.Image);
    }

    [Fact]
    public void From_a_picture_what_it_was_begun_from_is_taken_and_given_options_win()
    {
        _command.Engine.Recipes["old.png"] = new GenerationRequest
        {
            Prompt = "old",
            Image = new ImageInput
            {
                Picture = "sha256:gone",
                Resize = "fill",
                Strength = 0.3,
                Mask = new MaskInput { Picture = "sha256:gone", Blur = 9 },
            },
        };

        Assert.Equal(ExitCode.Ok, Imagine("--from", "old.png", "--init", _file, "--mask", _mask, "--strength", "0.5"));

        var image = _command.Request.Image!;
        Assert.Equal(
            (HashOf(_file), "fill", 0.5, HashOf(_mask), 9),
            (image.Picture, image.Resize, image.Strength, image.Mask!.Picture, image.Mask.Blur));
    }

    [Theory]
    [InlineData("--strength: goes with a picture to begin from; name one with --init", "--strength", "0.5")]
    [InlineData("--masked-only: goes with a picture", "--masked-only")]
    [InlineData("--mask-blur: goes with a mask; name one with --mask", "--init", "house.png", "--mask-blur", "3")]
    [InlineData("--init: there is no file 'nowhere.png'", "--init", "nowhere.png")]
    [InlineData("--init: sha256:aaaaaaaa", "--init", "sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("--mask: there is no file 'nowhere.png'", "--init", "house.png", "--mask", "nowhere.png")]
    [InlineData("--strength: 2 is not possible", "--init", "house.png", "--strength", "2")]
    [InlineData("--outpaint: 'up' is no side", "--init", "house.png", "--outpaint", "up=8")]
    [InlineData("--outpaint: 'left' is not a side and its pixels", "--init", "house.png", "--outpaint", "left")]
    [InlineData("--outpaint: 12 is not possible; it must be a multiple of 8", "--init", "house.png", "--outpaint", "left=12")]
    public void What_is_wrong_is_named_by_its_option(string expected, params string[] options)
    {
        Assert.Equal(ExitCode.BadInput, Imagine(["p", .. options.Select(option => option == "house.png" ? _file : option)]));
        Assert.Contains(expected, _command.Error);
        Assert.Empty(_command.Engine.Requests);
    }

    private int Imagine(params string[] arguments) => _command.Run(["imagine", .. arguments]);

    private string Write(string name, byte[] file)
    {
        var path = Path.Combine(_command.Home, name);
        File.WriteAllBytes(path, file);
        return path;
    }

    private static string HashOf(string file) => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)))}";
}
