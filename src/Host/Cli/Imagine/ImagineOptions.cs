using System.CommandLine;
using Atelier.Generation;
using Atelier.Guidance;

namespace Atelier.Host.Cli.Imagine;

/// <summary>The command line of <c>imagine</c>, and the request it makes.</summary>
internal sealed class ImagineOptions
{
    private static readonly IReadOnlyDictionary<string, string> NamesByField = new Dictionary<string, string>
    {
        ["negativePrompt"] = "--negative", ["model"] = "--model", ["sampler"] = "--sampler", ["schedule"] = "--schedule",
        ["steps"] = "--steps",
        ["guidanceSettings.scale"] = "--cfg", ["guidanceSettings.rescale"] = "--cfg-rescale", ["seed"] = "--seed", ["width"] = "--width",
        ["height"] = "--height", ["batchSize"] = "--batch", ["count"] = "--count", ["clipSkip"] = "--clip-skip", ["noise"] = "--noise",
        ["emphasis"] = "--emphasis", ["samplerOptions"] = "--set",
    };

    private static readonly IReadOnlyDictionary<string, string>[] Groups =
        [ImageOptions.NamesByField, SteeringOptions.NamesByField, AdapterOptions.NamesByField, HiresOptions.NamesByField,
            VariationOptions.NamesByField, BlendOptions.NamesByField, GridOptions.NamesByField];

    private readonly Argument<string?> _prompt = new("prompt")
    {
        Description = "What to show; weights (word:1.2), BREAK, AND, __wildcards__ and {a|b} as in AUTOMATIC1111",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string?> _from = Text("--from", "PICTURE", "Make this picture again, by what its file says; other options win");
    private readonly Option<string?> _negative = Text("--negative", "TEXT", "What to avoid", "-n");
    private readonly Option<string?> _model = Text("--model", "NAME", "A model of the models folder, or its path", "-m");
    private readonly Option<string?> _sampler = Text("--sampler", "NAME", "See: atelier samplers");
    private readonly Option<string?> _schedule = Text("--schedule", "NAME", "See: atelier schedules");
    private readonly Option<string[]> _set = new("--set")
    {
        Description = "A sampler's option, such as eta=0.5; may be given several times",
        HelpName = "NAME=X",
    };

    private readonly Option<int?> _steps = Numbers.Whole("--steps", "Steps of the schedule");
    private readonly Option<double?> _cfg = Numbers.Real("--cfg", "How strongly to follow the prompt");
    private readonly Option<double?> _cfgRescale = Numbers.Real("--cfg-rescale", "How much of the contrast that adds to take back, 0 to 1");
    private readonly Option<SeedChoice?> _seed = Numbers.Seed("--seed", "The first picture's seed; further ones count up. -1 is random");
    private readonly Option<int?> _width = Numbers.Whole("--width", "Pixels, a multiple of 8");
    private readonly Option<int?> _height = Numbers.Whole("--height", "Pixels, a multiple of 8");
    private readonly Option<int?> _batch = Numbers.Whole("--batch", "Pictures made together in one pass");
    private readonly Option<int?> _count = Numbers.Whole("--count", "Batches made one after another");
    private readonly Option<int?> _clipSkip = Numbers.Whole("--clip-skip", "Stop at this layer of the text encoder from its end, 1 to 12");
    private readonly Option<string?> _noise = Text("--noise", "NAME", "Whose noise a seed stands for: torch, philox");
    private readonly Option<string?> _emphasis = Text("--emphasis", "MODE", "How weights change the prompt: a1111, comfy, none");
    private readonly IRequestOptions[] _groups =
        [new ImageOptions(), new ControlOptions(), new SteeringOptions(), new AdapterOptions(), new HiresOptions(), new VariationOptions(),
            new BlendOptions(), new GridOptions()];

    private readonly Option<string?> _out = Text("--out", "PATH", "A file (.png, .jpg, .webp) or a folder", "-o");
    private readonly Option<string?> _format = Text("--format", "FORMAT", "png, jpeg or webp");
    private readonly Option<int?> _quality = Numbers.Whole("--quality", "For jpeg and webp, 1 to 100");
    private readonly Option<bool> _quiet = new("--quiet", "-q") { Description = "Say nothing but the files' names" };

    /// <summary>What people call a field of the request on this command line.</summary>
    public static string NameOf(string field) =>
        Groups.Prepend(NamesByField).Select(names => names.GetValueOrDefault(field)).OfType<string>().FirstOrDefault()
        ?? ControlOptions.NameOf(field) ?? field;

    public void AddTo(Command command)
    {
        command.Add(_prompt);
        Option[] options =
        [
            _negative, _model, _sampler, _set, _schedule, _steps, _cfg, _cfgRescale, _seed, _width, _height, _batch, _count, _clipSkip,
            _noise,
            _emphasis, .. _groups.SelectMany(group => group.All), _from, _out, _format, _quality, _quiet,
        ];
        foreach (var option in options)
        {
            command.Add(option);
        }
    }

    public bool IsQuiet(ParseResult parsed) => parsed.GetValue(_quiet);

    public PictureTarget Target(ParseResult parsed, string outputFolder) =>
        PictureTarget.Of(Path(parsed, _out), parsed.GetValue(_format), parsed.GetValue(_quality), outputFolder);

    /// <summary>The request. What is not given stays as the picture of <c>--from</c> has it, or open.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="requestOf">Reads a picture's request.</param>
    /// <exception cref="InputException">There is neither a prompt nor a picture.</exception>
    public GenerationRequest Request(ParseResult parsed, Func<string, GenerationRequest> requestOf)
    {
        var prompt = parsed.GetValue(_prompt);
        var start = Path(parsed, _from) is { } picture ? requestOf(picture)
            : prompt is not null ? new GenerationRequest { Prompt = prompt }
            : throw new InputException("imagine needs a prompt in quotes, or --from a picture; see atelier imagine --help");
        return _groups.Aggregate(start, (request, group) => group.Apply(parsed, request)) with
        {
            Prompt = prompt ?? start.Prompt,
            NegativePrompt = parsed.GetValue(_negative) ?? start.NegativePrompt,
            Model = parsed.GetValue(_model) ?? start.Model,
            Sampler = parsed.GetValue(_sampler) ?? start.Sampler,
            SamplerOptions = SamplerOptions(parsed, start),
            Schedule = parsed.GetValue(_schedule) ?? start.Schedule,
            Steps = parsed.GetValue(_steps) ?? start.Steps,
            GuidanceSettings = Guidance(parsed, start.GuidanceSettings),
            Seed = parsed.GetValue(_seed) is { } seed ? seed.Value : start.Seed,
            Width = parsed.GetValue(_width) ?? start.Width,
            Height = parsed.GetValue(_height) ?? start.Height,
            BatchSize = parsed.GetValue(_batch) ?? start.BatchSize,
            Count = parsed.GetValue(_count) ?? start.Count,
            ClipSkip = parsed.GetValue(_clipSkip) ?? start.ClipSkip,
            Noise = parsed.GetValue(_noise) ?? start.Noise,
            Emphasis = parsed.GetValue(_emphasis) ?? start.Emphasis,
        };
    }

    // Another sampler has other options: those of the picture's go.
    private Dictionary<string, double> SamplerOptions(ParseResult parsed, GenerationRequest start)
    {
        var options =
            new Dictionary<string, double>(parsed.GetValue(_sampler) is null ? start.SamplerOptions : new Dictionary<string, double>());
        return options.Add("--set", "eta=0.5", parsed.GetValue(_set) ?? []);
    }

    private GuidanceSettings? Guidance(ParseResult parsed, GuidanceSettings? start)
    {
        var scale = parsed.GetValue(_cfg);
        var rescale = parsed.GetValue(_cfgRescale);
        if (scale is null && rescale is null)
        {
            return start;
        }

        if (scale is null && start is null)
        {
            throw new InputException("--cfg-rescale: takes back what a guidance scale adds; say which with --cfg");
        }

        var settings = start ?? new GuidanceSettings();
        return settings with { Scale = scale ?? settings.Scale, Rescale = rescale ?? settings.Rescale };
    }

    private static string? Path(ParseResult parsed, Option<string?> option) => parsed.GetValue(option) is not "" and var path
        ? path
        : throw new InputException($"{option.Name}: is empty; name a {option.HelpName!.ToLowerInvariant()} or leave it out");

    private static Option<string?> Text(string name, string value, string description, params string[] aliases) => new(name, aliases)
    {
        Description = description,
        HelpName = value,
    };
}
