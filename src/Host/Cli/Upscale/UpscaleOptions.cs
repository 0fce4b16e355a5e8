using System.CommandLine;
using System.Globalization;
using Atelier.Host.Cli.Imagine;

namespace Atelier.Host.Cli.Upscale;

/// <summary>The command line of <c>upscale</c>.</summary>
internal sealed class UpscaleOptions
{
    private const double DefaultScale = 2;
    private const double LargestScale = 16;
    private const string DefaultUpscaler = "lanczos";

    private readonly Argument<string[]> _files =
        new("file") { Description = "Pictures: PNG, JPEG or WebP", Arity = ArgumentArity.OneOrMore };
    private readonly Option<double?> _by = Numbers.Real("--by", "How many times larger. Default 2");
    private readonly Option<string?> _size = Size.Option("--size", "The size to make, instead of --by");
    private readonly Option<string?> _upscaler = new("--upscaler", "-u")
    {
        Description = "lanczos, bicubic, nearest, or a file of models/upscalers. Default lanczos; see: atelier upscalers",
        HelpName = "NAME",
    };

    private readonly Option<string?> _out =
        new("--out", "-o") { Description = "A file (.png, .jpg, .webp) or a folder", HelpName = "PATH" };
    private readonly Option<string?> _format = new("--format") { Description = "png, jpeg or webp", HelpName = "FORMAT" };
    private readonly Option<int?> _quality = Numbers.Whole("--quality", "For jpeg and webp, 1 to 100");
    private readonly Option<bool> _quiet = new("--quiet", "-q") { Description = "Say nothing but the files' names" };

    public void AddTo(Command command)
    {
        command.Add(_files);
        Option[] options = [_by, _size, _upscaler, _out, _format, _quality, _quiet];
        foreach (var option in options)
        {
            command.Add(option);
        }
    }

    /// <summary>What is asked for.</summary>
    /// <exception cref="InputException">Options contradict each other or cannot be.</exception>
    public UpscaleTask Read(ParseResult parsed, string outputFolder)
    {
        var by = parsed.GetValue(_by);
        var size = Size.Parse("--size", parsed.GetValue(_size));
        if (by is not null && size is not null)
        {
            throw new InputException("--by: --size says already how large the picture is to be; give one of the two");
        }

        if (by is { } scale && !(scale > 0 && scale <= LargestScale))
        {
            throw new InputException(
                string.Create(
                    CultureInfo.InvariantCulture, $"--by: {scale} is not possible; it must be more than 0, and at most {LargestScale}"));
        }

        return new UpscaleTask(
            parsed.GetValue(_files)!, by ?? DefaultScale, size, parsed.GetValue(_upscaler) ?? DefaultUpscaler,
            PictureTarget.Of(parsed.GetValue(_out), parsed.GetValue(_format), parsed.GetValue(_quality), outputFolder),
            parsed.GetValue(_quiet));
    }
}
