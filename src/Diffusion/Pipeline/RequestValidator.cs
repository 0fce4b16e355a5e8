using System.Globalization;
using Atelier.Generation;
using Atelier.Guidance;

namespace Atelier.Diffusion.Pipeline;

/// <summary>
/// The one place where a request's numbers and texts are checked, whoever made it. Names of samplers and models are checked where they are
/// looked up, and a sampler's options against the ranges it declares.
/// </summary>
public static class RequestValidator
{
    private const int LongestName = 256;
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
            Emphasis(request.Emphasis),
            .. Guidance(request.GuidanceSettings ?? new GuidanceSettings()),
            .. request.SamplerOptions.Select(option => Option("samplerOptions", option.Key, option.Value)),
            .. request.GuidanceOptions.Select(option => Option("guidanceOptions", option.Key, option.Value)),
        ];
        var problems = fields.OfType<RequestException>().ToList();
        if (problems.Count == 0 && Budget(request, limits) is { } budget)
        {
            problems.Add(budget);
        }

        return problems;
    }

    private static RequestException? Size(string field, int? value, int limit) => value is null || (value >= 8 && value <= limit && value % 8 == 0)
        ? null
        : new RequestException(field, $"{value} is not possible; it must be a multiple of 8, from 8 to {limit}");

    private static RequestException? Whole(string field, int? value, int limit) => value is null || (value >= 1 && value <= limit)
        ? null
        : new RequestException(field, $"{value} is not possible; it must be from 1 to {limit}");

    private static RequestException? Number(string field, double value, double limit) => value >= 0 && value <= limit
        ? null
        : new RequestException(field, $"{Text(value)} is not possible; it must be a number from 0 to {Text(limit)}");

    private static RequestException?[] Guidance(GuidanceSettings settings) =>
    [
        Number("guidanceSettings.scale", settings.Scale, 100),
        Number("guidanceSettings.rescale", settings.Rescale, 1),
        Number("guidanceSettings.start", settings.Start, 1),
        Number("guidanceSettings.end", settings.End, 1),
        settings.Start > settings.End
            ? new RequestException("guidanceSettings.start", $"{Text(settings.Start)} lies after the end, {Text(settings.End)}; it must not")
            : null,
    ];

    private static RequestException? Option(string field, string name, double value) => Name(field, name)
        ?? (double.IsFinite(value) ? null : new RequestException(field, $"{name} is {Text(value)}; it must be a finite number"));

    private static RequestException? Emphasis(string value) => value is "a1111" or "comfy" or "none"
        ? null
        : Name("emphasis", value) ?? new RequestException("emphasis", $"'{value}' is unknown; it must be a1111, comfy or none");

    private static RequestException? Name(string field, string? value) => value switch
    {
        null => null,
        "" => new RequestException(field, "is empty; give a name or leave it out"),
        _ when value.Length > LongestName => new RequestException(field, $"has {value.Length} characters; a name has at most {LongestName}"),
        _ when PromptText.FirstForbidden(value, allowLines: false) is { } found => new RequestException(field, $"contains {found}, which no name has"),
        _ => null,
    };

    private static RequestException? Budget(GenerationRequest request, GenerationLimits limits)
    {
        if (request is not { Width: { } width, Height: { } height, Steps: { } steps })
        {
            return null;
        }

        // Every factor has passed its own limit, but limits are configured: decimal holds the product of five of any size.
        var asked = (decimal)width * height * steps * request.BatchSize * request.Count;
        return asked <= limits.PixelSteps
            ? null
            : new RequestException("budget", string.Create(CultureInfo.InvariantCulture,
                $"{width}×{height} pixels × {steps} steps × {(long)request.BatchSize * request.Count} pictures is {asked / limits.PixelSteps:0.0} times what one request may ask for ({limits.PixelSteps} pixel steps); make it smaller or split it"));
    }

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}
