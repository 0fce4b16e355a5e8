using Atelier.Generation;
using static Atelier.Diffusion.Pipeline.Validation.FieldChecks;

namespace Atelier.Diffusion.Pipeline.Validation;

internal static class ImageChecks
{
    private const int LargestEdge = 2048;
    private const int LargestBlend = 128;
    private const int LargestBlur = 64;
    private const int LargestPadding = 256;
    private const int LargestGuidance = 10;

    // All steps in so small a share of a schedule would make the schedule a hundred times as long.
    private const double LeastShare = 0.01;
    private const int Multiple = 8;

    public static IEnumerable<RequestException?> Of(GenerationRequest request) => request.Image is not { } image ? [] :
    [
        Reference("image.picture", image.Picture),
        Number("image.strength", image.Strength, 1),
        image is { AllSteps: true, Strength: < LeastShare }
            ? new RequestException(
                "image.strength", $"{Text(image.Strength)} is not possible with all steps; it must be at least {Text(LeastShare)}")
            : null,
        OneOf("image.resize", image.Resize, "stretch", "crop", "fill", "latent"),
        Number("image.imageGuidance", image.ImageGuidance, LargestGuidance),
        image.Depth is null ? null : Reference("image.depth", image.Depth),
        .. Mask(image.Mask),
        .. Outpaint(image.Outpaint),
        request.Hires is null
            ? null
            : new RequestException("hires", "makes a second pass over pictures from words; leave it out where a picture is given"),
    ];

    private static IEnumerable<RequestException?> Mask(MaskInput? mask) => mask is null ? [] :
    [
        Reference("image.mask.picture", mask.Picture),
        OneOf("image.mask.channel", mask.Channel, "luminance", "alpha"),
        Number("image.mask.blur", mask.Blur, LargestBlur),
        OneOf("image.mask.content", mask.Content, "fill", "original", "noise", "nothing"),
        Whole("image.mask.padding", mask.Padding, LargestPadding, least: 0),
    ];

    private static IEnumerable<RequestException?> Outpaint(OutpaintInput? outpaint) => outpaint is null ? [] :
    [
        Edge("image.outpaint.left", outpaint.Left),
        Edge("image.outpaint.top", outpaint.Top),
        Edge("image.outpaint.right", outpaint.Right),
        Edge("image.outpaint.bottom", outpaint.Bottom),
        Whole("image.outpaint.blend", outpaint.Blend, LargestBlend, least: 0),
        outpaint is { Left: 0, Top: 0, Right: 0, Bottom: 0 }
            ? new RequestException("image.outpaint", "names no side; give left, top, right or bottom in pixels, or leave it out")
            : null,
    ];

    private static RequestException? Edge(string field, int pixels) => pixels >= 0 && pixels <= LargestEdge && pixels % Multiple == 0
        ? null
        : new RequestException(field, $"{pixels} is not possible; it must be a multiple of {Multiple}, from 0 to {LargestEdge}");

    private static RequestException? Reference(string field, string reference) => reference.Length == 0
        ? new RequestException(field, "is empty; name a picture, or leave it out")
        : Name(field, reference);
}
