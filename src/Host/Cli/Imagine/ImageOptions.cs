using System.CommandLine;
using Atelier.Generation;

namespace Atelier.Host.Cli.Imagine;

/// <summary>A picture to begin from: what of it is kept, how far it is widened.</summary>
internal sealed class ImageOptions : IRequestOptions
{
    private readonly Option<string?> _init =
        Text("--init", "PICTURE", "Begin from this picture: a file, or the id of one the server keeps");
    private readonly Option<double?> _strength = Numbers.Real("--strength", "How much of it is made anew, 0 to 1 (0.75)");
    private readonly Option<bool?> _allSteps =
        new("--all-steps") { Description = "Make as many steps as --steps says, not only the strength's share" };
    private readonly Option<string?> _resize = Text("--resize", "MODE", "How it comes to the size: crop, stretch, fill, latent");
    private readonly Option<string?> _mask = Text("--mask", "PICTURE", "Paint only this anew: white is painted, black is kept");
    private readonly Option<bool?> _invert = new("--mask-invert") { Description = "Black is painted, white is kept" };
    private readonly Option<double?> _blur = Numbers.Real("--mask-blur", "The radius that the mask's edge is softened by, pixels (4)");
    private readonly Option<string?> _content =
        Text("--mask-content", "WORD", "What the masked part begins from: original, fill, noise, nothing");
    private readonly Option<bool?> _maskedOnly =
        new("--masked-only") { Description = "Work on the masked part and its surroundings alone, at the full size" };
    private readonly Option<int?> _padding = Numbers.Whole("--mask-padding", "How much of the surroundings that is, pixels (32)");
    private readonly Option<string?> _outpaint =
        Text("--outpaint", "SIDES", $"Continue it beyond its edges, pixels: {OutpaintText.Example}");
    private readonly Option<double?> _imageGuidance =
        Numbers.Real("--image-guidance", "For editing models: how closely it is followed (1.5)");
    private readonly Option<string?> _depth = Text("--depth", "PICTURE", "For depth models: its depth map, white near");

    public static IReadOnlyDictionary<string, string> NamesByField { get; } = new Dictionary<string, string>
    {
        ["image"] = "--init", ["image.picture"] = "--init", ["image.strength"] = "--strength", ["image.allSteps"] = "--all-steps",
        ["image.resize"] = "--resize", ["image.mask"] = "--mask", ["image.mask.picture"] = "--mask",
        ["image.mask.invert"] = "--mask-invert",
        ["image.mask.blur"] = "--mask-blur", ["image.mask.content"] = "--mask-content", ["image.mask.maskedAreaOnly"] = "--masked-only",
        ["image.mask.padding"] = "--mask-padding", ["image.outpaint"] = "--outpaint", ["image.outpaint.left"] = "--outpaint",
        ["image.outpaint.top"] = "--outpaint", ["image.outpaint.right"] = "--outpaint", ["image.outpaint.bottom"] = "--outpaint",
        ["image.outpaint.blend"] = "--outpaint", ["image.imageGuidance"] = "--image-guidance", ["image.depth"] = "--depth",
    };

    public IReadOnlyList<Option> All =>
    [
        _init, _strength, _allSteps, _resize, _mask, _invert, _blur, _content, _maskedOnly, _padding, _outpaint, _imageGuidance, _depth,
    ];

    /// <summary>The request with the picture to begin from.</summary>
    /// <exception cref="InputException">An option goes with another that is not there, or cannot be read.</exception>
    public GenerationRequest Apply(ParseResult parsed, GenerationRequest request) => request with { Image = Image(parsed, request.Image) };

    private ImageInput? Image(ParseResult parsed, ImageInput? start)
    {
        var image = parsed.GetValue(_init) is { } file
            ? start is null ? new ImageInput { Picture = file } : start with { Picture = file }
            : start;
        if (image is null)
        {
            return First(parsed, All) is { } stray
                ? throw new InputException($"{stray.Name}: goes with a picture to begin from; name one with --init")
                : null;
        }

        return image with
        {
            Strength = parsed.GetValue(_strength) ?? image.Strength,
            AllSteps = parsed.GetValue(_allSteps) ?? image.AllSteps,
            Resize = parsed.GetValue(_resize) ?? image.Resize,
            Mask = Mask(parsed, image.Mask),
            Outpaint = parsed.GetValue(_outpaint) is { } sides ? OutpaintText.Parse(sides) : image.Outpaint,
            ImageGuidance = parsed.GetValue(_imageGuidance) ?? image.ImageGuidance,
            Depth = parsed.GetValue(_depth) ?? image.Depth,
        };
    }

    private MaskInput? Mask(ParseResult parsed, MaskInput? start)
    {
        var mask = parsed.GetValue(_mask) is { } file
            ? start is null ? new MaskInput { Picture = file } : start with { Picture = file }
            : start;
        if (mask is null)
        {
            return First(parsed, [_invert, _blur, _content, _maskedOnly, _padding]) is { } stray
                ? throw new InputException($"{stray.Name}: goes with a mask; name one with --mask")
                : null;
        }

        return mask with
        {
            Invert = parsed.GetValue(_invert) ?? mask.Invert,
            Blur = parsed.GetValue(_blur) ?? mask.Blur,
            Content = parsed.GetValue(_content) ?? mask.Content,
            MaskedAreaOnly = parsed.GetValue(_maskedOnly) ?? mask.MaskedAreaOnly,
            Padding = parsed.GetValue(_padding) ?? mask.Padding,
        };
    }

    private static Option? First(ParseResult parsed, IEnumerable<Option> options) =>
        options.FirstOrDefault(option => parsed.GetResult(option) is { Implicit: false });

    private static Option<string?> Text(string name, string value, string description) =>
        new(name) { Description = description, HelpName = value };
}
