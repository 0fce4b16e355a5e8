using System.CommandLine;
using System.Globalization;
using Atelier.Diffusion.Checkpoints;
using Atelier.Diffusion.Pipeline;
using Atelier.Host.Cli.Lists;
using Atelier.Host.Texts;

namespace Atelier.Host.Cli.Models;

/// <summary><c>atelier models convert</c>: a model's weights in fewer bits, as another model.</summary>
internal sealed class ConvertCommand(CommandContext context)
{
    private readonly Argument<string> _model = new("model") { Description = "A name of the models folder, a folder or a file" };
    private readonly Option<string> _precision = new("--precision") { Description = "fp32, fp16, bf16, int8 or int4", Required = true };
    private readonly Option<string> _output =
        new("--output", "-o") { Description = "The folder or file to write (default: NAME-PRECISION in the models folder)" };
    private readonly Option<string> _components =
        new("--components") { Description = "Which to convert, as unet,text_encoder (default: all); others are copied" };
    private readonly Option<bool> _force = new("--force") { Description = "Replace what is there" };
    private readonly Option<bool> _measure = new("--no-measure") { Description = "Do not run both to say what it comes to" };

    public static Command Create(CommandContext context, Option<bool> json)
    {
        var convert = new ConvertCommand(context);
        var command = new Command("convert", "Write a model with its weights in another precision")
        {
            convert._model, convert._precision, convert._output, convert._components, convert._force, convert._measure,
        };
        command.SetAction(parsed => convert.Run(parsed, parsed.GetValue(json)));
        return command;
    }

    private int Run(ParseResult parsed, bool json)
    {
        var models = context.Options.Folders.Models;
        var source = new ModelCatalog(models).Locate(parsed.GetRequiredValue(_model));
        var precision = PrecisionOf(parsed.GetRequiredValue(_precision));
        var request = new ConversionRequest(source, Target(source, parsed.GetValue(_output), precision, models), precision)
        {
            Force = parsed.GetValue(_force),
        };
        if (parsed.GetValue(_components) is { } list)
        {
            request = request with
            {
                Components = list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).ToHashSet(),
            };
        }

        ModelConverter.Convert(request, Progress(json), context.Cancellation);
        var before = CheckpointInspector.Inspect(source, models, hash: false);
        var after = CheckpointInspector.Inspect(request.Target, models, hash: false);
        var trial = parsed.GetValue(_measure) || !before.IsReady || !after.IsReady ? null : Measure(request, models, json);
        ModelCard.Write(before, after, request.Target, precision, trial);
        Report(before, after, request.Target, trial, json);
        return after.IsReady || !before.IsReady ? ExitCode.Ok : ExitCode.Failed;
    }

    private static Precision PrecisionOf(string text) =>
        Enum.GetValues<Precision>().Where(known => known.ToString().Equals(text, StringComparison.OrdinalIgnoreCase))
        .Select(known => (Precision?)known).FirstOrDefault()
        ?? throw new InputException($"--precision: '{OneLine.Of(text, 40)}' is not known; known are fp32, fp16, bf16, int8 and int4");

    private static string Target(string source, string? output, Precision precision, string models)
    {
        if (output is not null)
        {
            return Path.GetFullPath(output);
        }

        var isFile = File.Exists(source);
        var name = isFile ? Path.GetFileNameWithoutExtension(source) : Path.GetFileName(Path.TrimEndingDirectorySeparator(source));
        return Path.Combine(models, $"{name}-{precision.ToString().ToLowerInvariant()}{(isFile ? Path.GetExtension(source) : "")}");
    }

    private Action<ConversionProgress> Progress(bool json)
    {
        var said = -1L;
        return progress =>
        {
            var percent = 100 * progress.Done / Math.Max(1, progress.Total);
            var step = context.Terminal.ErrorIsTerminal ? 1 : 25;
            if (!json && percent / step > said)
            {
                said = percent / step;
                var text = $"{percent,3} % of {ByteCount.Of(progress.Total)} written";
                context.Terminal.Error.Write(context.Terminal.ErrorIsTerminal ? $"\r{text}{(percent == 100 ? "\n" : "")}" : text + "\n");
            }
        };
    }

    private ConversionTrial Measure(ConversionRequest request, string models, bool json)
    {
        if (!json)
        {
            context.Terminal.Error.WriteLine("measuring both, one after the other");
        }

        return ConversionTrial.Of(request.Source, request.Target, models, context.Options.Runtime, context.Cancellation);
    }

    private void Report(CheckpointReport before, CheckpointReport after, string path, ConversionTrial? trial, bool json)
    {
        var (was, now) = (before.Files.Sum(file => file.Bytes), after.Files.Sum(file => file.Bytes));
        string Ratio(double? value, string format = "0.00") => value?.ToString(format, CultureInfo.InvariantCulture) ?? "";
        string[] row =
        [
            after.Name, after.State, ByteCount.Of(now), Ratio((double)now / was), Ratio(trial?.Memory), Ratio(trial?.Step),
            Ratio(trial?.MeanError, "0.0e+0"), Ratio(trial?.LargestError, "0.0e+0"), path,
        ];
        new Listing(["Model", "State", "Size", "Ratio", "Memory", "Step", "Error", "Largest", "Path"], [row], Details: 2).Write(
            context.Terminal, json);
    }
}
