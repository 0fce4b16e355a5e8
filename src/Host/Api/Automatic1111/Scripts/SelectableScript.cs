using Atelier.Diffusion.Pipeline.Upscale;
using Atelier.Generation;
using Atelier.Host.Api.Automatic1111.Scripts.Runs;

namespace Atelier.Host.Api.Automatic1111.Scripts;

/// <summary>A script that requests can name.</summary>
/// <param name="Name">As AUTOMATIC1111 lists it: in lower case.</param>
/// <param name="BeginsWithPicture">Whether only img2img has it.</param>
/// <param name="Arguments">What it takes, in order.</param>
/// <param name="Apply">Adds what it asks for to a request.</param>
internal sealed record SelectableScript(
    string Name, bool BeginsWithPicture, IReadOnlyList<ScriptArgument> Arguments,
    Func<GenerationRequest, ScriptArguments, GenerationRequest> Apply)
{
    /// <summary>How its pictures are made. Default: by one job.</summary>
    public Func<GenerationRequest, ScriptArguments, IReadOnlyList<UpscalerEntry>, IScriptRun> Run { get; private init; } =
        (_, _, _) => OneJob.Instance;

    private static readonly string[] Directions = ["left", "right", "up", "down"];

    private static readonly ScriptArgument Pixels = new("Pixels to expand", 128, 8, 256, 8);
    private static readonly ScriptArgument Blur = new("Mask blur", 8, 0, 64, 1);
    private static readonly ScriptArgument Direction = new("Outpainting direction", Directions, Choices: Directions);

    public static IReadOnlyList<SelectableScript> All { get; } =
    [
        new("x/y/z plot", false, Plot.Arguments, Plot.Apply),
        new("outpainting mk2", true,
            [
                new("HTML", ""), Pixels, Blur, Direction,
                new("Fall-off exponent (lower=higher detail)", 1, 0, 4, 0.01), new("Color variation", 0.05, 0, 1, 0.01),
            ],
            (request, arguments) => Outpainting.Apply(request, arguments, pixels: 1, blur: 2, directions: 3)),
        new("poor man's outpainting", true,
            [Pixels, Blur with { Value = 4 },
                new("Masked content", "fill", Choices: ["fill", "original", "latent noise", "latent nothing"]), Direction],
            (request, arguments) => Outpainting.Apply(request, arguments, pixels: 0, blur: 1, directions: 3)),
        OfJobs("prompt matrix", false, PromptMatrix.Arguments, (request, arguments, _) => PromptMatrix.Read(request, arguments)),
        OfJobs("loopback", true, Loopback.Arguments, (request, arguments, _) => Loopback.Read(request, arguments)),
        OfJobs("sd upscale", true, TiledUpscale.Arguments, TiledUpscale.Read),
    ];

    private static SelectableScript OfJobs(
        string name, bool beginsWithPicture, IReadOnlyList<ScriptArgument> arguments,
        Func<GenerationRequest, ScriptArguments, IReadOnlyList<UpscalerEntry>, IScriptRun> run) =>
        new(name, beginsWithPicture, arguments, (request, _) => request) { Run = run };

    /// <summary>Those of txt2img or of img2img.</summary>
    public static IReadOnlyList<SelectableScript> For(bool beginsWithPicture) =>
        [.. All.Where(script => beginsWithPicture || !script.BeginsWithPicture)];
}

/// <summary>What a script takes, as <c>script-info</c> describes it.</summary>
internal sealed record ScriptArgument(
    string Label, object? Value, double? Minimum = null, double? Maximum = null, double? Step = null,
    IReadOnlyList<string>? Choices = null);
