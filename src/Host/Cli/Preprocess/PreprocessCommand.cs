using System.CommandLine;
using Atelier.Diffusion.Checkpoints;
using Atelier.Diffusion.Imaging;
using Atelier.Diffusion.Networks;
using Atelier.Diffusion.Onnx;
using Atelier.Diffusion.Pipeline.Control;
using Atelier.Host.Cli.Imagine;
using Atelier.Host.Cli.Lists;
using Atelier.Imaging;

namespace Atelier.Host.Cli.Preprocess;

/// <summary><c>atelier preprocess</c>: a picture's map, as a ControlNet would see it.</summary>
internal sealed class PreprocessCommand(CommandContext context)
{
    private readonly Argument<string> _file = new("file") { Description = "A PNG, JPEG or WebP picture" };
    private readonly Option<string> _with =
        new("--with") { Description = "What makes the map; see: atelier preprocessors", HelpName = "NAME", Required = true };
    private readonly Option<string[]> _set =
        new("--set") { Description = "An option of it, such as low=100; may be given several times", HelpName = "NAME=X" };
    private readonly Option<double?> _low = Numbers.Real("--low", "Short for --set low=X");
    private readonly Option<double?> _high = Numbers.Real("--high", "Short for --set high=X");
    private readonly Option<int?> _resolution =
        Numbers.Whole("--resolution", "The shorter side of the map, pixels (default: the picture's)");
    private readonly Option<string?> _mask =
        new("--mask") { Description = "A picture, white where it is to be made anew: for inpaint", HelpName = "FILE" };
    private readonly Option<SeedChoice?> _seed = Numbers.Seed("--seed", "For shuffle, which draws (default: 0)");
    private readonly Option<string?> _out =
        new("--out", "-o") { Description = "A file (.png, .jpg, .webp) or a folder", HelpName = "PATH" };

    public static Command Create(CommandContext context, Option<bool> json)
    {
        var preprocess = new PreprocessCommand(context);
        var command = new Command("preprocess", "Make the map that a ControlNet would see of a picture")
        {
            preprocess._file, preprocess._with, preprocess._set, preprocess._low, preprocess._high, preprocess._resolution,
            preprocess._mask,
            preprocess._seed, preprocess._out,
        };
        command.SetAction(parsed => preprocess.Run(parsed, parsed.GetValue(json)));
        return command;
    }

    private int Run(ParseResult parsed, bool json)
    {
        var (file, name) = (parsed.GetRequiredValue(_file), parsed.GetRequiredValue(_with));
        var target = PictureTarget.Of(parsed.GetValue(_out), null, null, context.Options.Folders.Output);
        var task = new PreprocessorTask(name)
        {
            Options = Options(parsed),
            Resolution = parsed.GetValue(_resolution),
            Mask = parsed.GetValue(_mask) is { } mask ? Read(mask, "--mask") : null,
            Seed = parsed.GetValue(_seed)?.Value ?? 0,
            Fields = new("--with", "--set", "--resolution"),
        };
        using var runtime = new NetworkRuntime(new SessionFactory(context.Options.Runtime), context.Time);
        var runner = new PreprocessorRunner(context.Plugins.Registry, new ModelFiles(context.Options.Folders.Models), runtime);
        var map = runner.Run(Read(file, "file"), task, context.Cancellation).Picture;

        target.Prepare();
        var path = target.IsFolder
            ? Path.Combine(target.Path, $"{Path.GetFileNameWithoutExtension(file)}-{FileName(name)}.png")
            : target.Path;
        new PictureWriter().Write(path, PictureCodec.Encode(map, target.Encoding));
        new Listing(["File", "Width", "Height"], [[path, $"{map.Width}", $"{map.Height}"]]).Write(context.Terminal, json);
        return ExitCode.Ok;
    }

    private Dictionary<string, double> Options(ParseResult parsed)
    {
        var options = new Dictionary<string, double>(StringComparer.OrdinalIgnoreCase).Add("--set", "low=100", parsed.GetValue(_set) ?? []);
        foreach (var option in (Option<double?>[])[_low, _high])
        {
            if (parsed.GetValue(option) is { } value)
            {
                options[option.Name.TrimStart('-')] = value;
            }
        }

        return options;
    }

    private static Picture Read(string file, string field)
    {
        try
        {
            return PictureCodec.Decode(File.ReadAllBytes(file));
        }
        catch (Exception exception) when (exception is PictureException or IOException or UnauthorizedAccessException)
        {
            var problem = exception is FileNotFoundException or DirectoryNotFoundException ? "there is no such file" : exception.Message;
            throw new InputException($"{field}: {file}: {problem}", exception);
        }
    }

    // An annotator in a folder has a slash in its name.
    private static string FileName(string name) => string.Concat(name.Select(letter => char.IsLetterOrDigit(letter) ? letter : '_'));
}
