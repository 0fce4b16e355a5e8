using Atelier.Diffusion.Pipeline.Validation;
using Atelier.Generation;
using Atelier.Guidance;
using static Atelier.Diffusion.Pipeline.Validation.FieldChecks;

namespace Atelier.Diffusion.Pipeline;

/// <summary>
/// The one place where a request's numbers and texts are checked, whoever made it. Names of samplers and models are checked where they are
/// looked up, and a sampler's options against the ranges it declares.
/// </summary>
public static class RequestValidator
{
    private const int TextEncoderLayers = 12;

    /// <summary>Refuses a request at its first problem.</summary>
    /// <param name="request">What was asked for.</param>
    /// <param name="limits">The largest that is taken.</param>
    /// <exception cref="RequestException">A field is wrong.</exception>
    public static void Validate(GenerationRequest request, GenerationLimits limits)
    {
        if (Problems(request, limits).FirstOrDefault() is { } problem)
        {
            throw problem;
        }
    }

    /// <summary>
    /// All that is wrong with a request. A field left open passes, and the budget is only checked where width, height and steps are given:
    /// check again when the model's defaults are filled in.
    /// </summary>
    /// <param name="request">What was asked for.</param>
    /// <param name="limits">The largest that is taken.</param>
    public static IReadOnlyList<RequestException> Problems(GenerationRequest request, GenerationLimits limits)
    {
        RequestException?[] fields =
        [
            PromptText.Check("prompt", request.Prompt, limits.PromptLength),
            PromptText.Check("negativePrompt", request.NegativePrompt, limits.PromptLength),
            Name("model", request.Model),
            Name("sampler", request.Sampler),
            Name("schedule", request.Schedule),
            Name("guidance", request.Guidance),
            Name("noise", request.Noise),
            Size("width", request.Width, limits.Width),
            Size("height", request.Height, limits.Height),
            Whole("steps", request.Steps, limits.Steps),
            Whole("batchSize", request.BatchSize, limits.BatchSize),
            Whole("count", request.Count, limits.Count),
            Whole("clipSkip", request.ClipSkip, TextEncoderLayers),
            OneOf("emphasis", request.Emphasis, "a1111", "comfy", "none"),
            OneOf("tiling", request.Tiling, "none", "x", "y", "both"),
            .. ImageChecks.Of(request),
            .. HiresChecks.Of(request, limits),
            .. ControlChecks.Of(request),
            .. BlendChecks.Of(request.Blend, limits),
            .. VariationChecks.Of(request.Variation, limits),
            .. RefinerChecks.Of(request.Refiner),
            .. SteeringChecks.Of(request),
            .. AdapterChecks.Of(request.Adapters),
            .. Guidance(request.GuidanceSettings ?? new GuidanceSettings()),
            .. request.SamplerOptions.Select(option => Option("samplerOptions", option.Key, option.Value)),
            .. request.GuidanceOptions.Select(option => Option("guidanceOptions", option.Key, option.Value)),
        ];
        var problems = fields.OfType<RequestException>().ToList();
        if (problems.Count == 0 && GridChecks.Of(request, limits) is { } grid)
        {
            problems.Add(grid);
        }

        if (problems.Count == 0 && PixelBudget.Check(request, limits) is { } budget)
        {
            problems.Add(budget);
        }

        return problems;
    }

    private static RequestException?[] Guidance(GuidanceSettings settings) =>
    [
        Number("guidanceSettings.scale", settings.Scale, 100),
        Number("guidanceSettings.rescale", settings.Rescale, 1),
        Number("guidanceSettings.start", settings.Start, 1),
        Number("guidanceSettings.end", settings.End, 1),
        settings.Start > settings.End
            ? new RequestException(
                "guidanceSettings.start", $"{Text(settings.Start)} lies after the end, {Text(settings.End)}; it must not")
            : null,
    ];
}
