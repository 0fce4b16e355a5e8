using System.CommandLine;
using Atelier.Generation;

namespace Atelier.Host.Cli.Imagine;

/// <summary>The second pass at a larger size.</summary>
internal sealed class HiresOptions : IRequestOptions
{
    private readonly Option<double?> _scale = Numbers.Real("--hires", "Make it so many times larger in a second pass, 1 to 4");
    private readonly Option<string?> _size = Size.Option("--hires-size", "The second pass's size, instead of --hires");
    private readonly Option<string?> _upscaler =
        Text("--hires-upscaler", "NAME", "What enlarges it: latent, lanczos, a file of models/upscalers, …; see: atelier upscalers");
    private readonly Option<int?> _steps = Numbers.Whole("--hires-steps", "Steps of the second pass");
    private readonly Option<double?> _strength = Numbers.Real("--hires-strength", "How much is made anew, 0 to 1");
    private readonly Option<string?> _sampler = Text("--hires-sampler", "NAME", "The second pass's sampler");
    private readonly Option<string?> _schedule = Text("--hires-schedule", "NAME", "The second pass's schedule");
    private readonly Option<string?> _prompt = Text("--hires-prompt", "TEXT", "The second pass's prompt");
    private readonly Option<string?> _negative = Text("--hires-negative", "TEXT", "What the second pass avoids");
    private readonly Option<double?> _cfg = Numbers.Real("--hires-cfg", "How strongly the second pass follows its prompt");

    public static IReadOnlyDictionary<string, string> NamesByField { get; } = new Dictionary<string, string>
    {
        ["hires.scale"] = "--hires", ["hires.width"] = "--hires-size", ["hires.height"] = "--hires-size",
        ["hires.upscaler"] = "--hires-upscaler",
        ["hires.steps"] = "--hires-steps", ["hires.strength"] = "--hires-strength", ["hires.sampler"] = "--hires-sampler",
        ["hires.schedule"] = "--hires-schedule", ["hires.prompt"] = "--hires-prompt", ["hires.negativePrompt"] = "--hires-negative",
        ["hires.guidanceScale"] = "--hires-cfg",
    };

    public IReadOnlyList<Option> All => [_scale, _size, _upscaler, _steps, _strength, _sampler, _schedule, _prompt, _negative, _cfg];

    /// <summary>The request with what was given; any of the options asks for a second pass.</summary>
    /// <exception cref="InputException">The size cannot be read.</exception>
    public GenerationRequest Apply(ParseResult parsed, GenerationRequest request)
    {
        if (All.All(option => parsed.GetResult(option) is null))
        {
            return request;
        }

        var start = request.Hires ?? new HiresFix();
        var size = Size.Parse("--hires-size", parsed.GetValue(_size));
        var scale = parsed.GetValue(_scale);
        return request with
        {
            Hires = start with
            {
                Scale = scale ?? start.Scale,
                Width = scale is null ? size?.Width ?? start.Width : size?.Width,
                Height = scale is null ? size?.Height ?? start.Height : size?.Height,
                Upscaler = parsed.GetValue(_upscaler) ?? start.Upscaler,
                Steps = parsed.GetValue(_steps) ?? start.Steps,
                Strength = parsed.GetValue(_strength) ?? start.Strength,
                Sampler = parsed.GetValue(_sampler) ?? start.Sampler,
                Schedule = parsed.GetValue(_schedule) ?? start.Schedule,
                Prompt = parsed.GetValue(_prompt) ?? start.Prompt,
                NegativePrompt = parsed.GetValue(_negative) ?? start.NegativePrompt,
                GuidanceScale = parsed.GetValue(_cfg) ?? start.GuidanceScale,
            },
        };
    }

    private static Option<string?> Text(string name, string help, string description) =>
        new(name) { Description = description, HelpName = help };
}
