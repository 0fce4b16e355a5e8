using Atelier.Diffusion.Pipeline.Hires;
using Atelier.Generation;
using static Atelier.Diffusion.Pipeline.Validation.FieldChecks;

namespace Atelier.Diffusion.Pipeline.Validation;

internal static class HiresChecks
{
    private const double LargestScale = 4;

    // All steps in so small a share of a schedule would make the schedule a hundred times as long.
    private const double LeastStrength = 0.01;

    public static IEnumerable<RequestException?> Of(GenerationRequest request, GenerationLimits limits) =>
        request.Hires is not { } hires ? [] :
    [
        Number("hires.scale", hires.Scale, LargestScale, least: 1),
        Size("hires.width", hires.Width, limits.Width),
        Size("hires.height", hires.Height, limits.Height),
        Name("hires.upscaler", hires.Upscaler),
        Number("hires.strength", hires.Strength, 1),
        hires.Strength is > 0 and < LeastStrength
            ? new RequestException(
                "hires.strength", $"{Text(hires.Strength)} is not possible; it must be 0, or at least {Text(LeastStrength)}")
            : null,
        Whole("hires.steps", hires.Steps, limits.Steps),
        Name("hires.sampler", hires.Sampler),
        Name("hires.schedule", hires.Schedule),
        hires.Prompt is null ? null : PromptText.Check("hires.prompt", hires.Prompt, limits.PromptLength),
        hires.NegativePrompt is null ? null : PromptText.Check("hires.negativePrompt", hires.NegativePrompt, limits.PromptLength),
        Number("hires.guidanceScale", hires.GuidanceScale, 100),
        // Of sides that are each possible.
        double.IsFinite(hires.Scale) && Size("", hires.Width, limits.Width) is null && Size("", hires.Height, limits.Height) is null
            ? Result(request, hires, limits)
            : null,
    ];

    private static RequestException? Result(GenerationRequest request, HiresFix hires, GenerationLimits limits) =>
        HiresSize.Of(request) is not { } size || (size.EnlargedWidth <= limits.Width && size.EnlargedHeight <= limits.Height)
            ? null
            : new RequestException(
                (hires.Width, hires.Height) switch { (null, null) => "hires.scale", (null, _) => "hires.height", _ => "hires.width" },
                $"makes {size.EnlargedWidth}×{size.EnlargedHeight} pixels; at most {limits.Width}×{limits.Height} are made");
}
