using System.Collections.Frozen;
using Atelier.Generation;
using static Atelier.Diffusion.Imaging.Metadata.InfotextWords;

namespace Atelier.Diffusion.Imaging.Metadata;

/// <summary>AUTOMATIC1111's words for a picture that was begun from, and ours for what it has none for.</summary>
internal static class ImageWords
{
    private const string HashPrefix = "sha256:";
    private const string AreaOnly = "Only masked";
    private const string NotMasked = "Inpaint not masked";
    private const string Yes = "True";

    private static readonly FrozenDictionary<string, string> Contents = new Dictionary<string, string>
    {
        ["fill"] = "fill", ["original"] = "original", ["noise"] = "latent noise", ["nothing"] = "latent nothing",
    }.ToFrozenDictionary();

    /// <summary>The hash that a reference says; null for one that says another thing.</summary>
    public static string? HashOf(string? reference) =>
        reference is not null && reference.StartsWith(HashPrefix, StringComparison.Ordinal) ? reference[HashPrefix.Length..] : null;

    /// <summary>What AUTOMATIC1111 writes among the extra parameters.</summary>
    public static IEnumerable<(string Key, string? Value)> Write(ImageInput? image) => image is null ? [] :
    [
        .. Mask(image.Mask),
        .. Outpaint(image.Outpaint),
        ("Resize mode", image.Resize == "crop" ? null : image.Resize),
        ("All steps", image.AllSteps ? Yes : null),
        ("Depth hash", HashOf(image.Depth)),
    ];

    /// <summary>
    /// The picture to begin from; null where the text does not say which. AUTOMATIC1111's hash is one of pixels, by which nothing is found.
    /// </summary>
    public static ImageInput? Read(Infotext infotext) =>
        infotext["Version"]?.StartsWith("Atelier ", StringComparison.Ordinal) != true
            || Reference(infotext["Init image hash"]) is not { } picture
            ? null
            : new ImageInput
            {
                Picture = picture,
                Strength = OptionalNumber<double>("image.strength", infotext["Denoising strength"])
                    ?? new ImageInput { Picture = "" }.Strength,
                Resize = infotext["Resize mode"] ?? "crop",
                AllSteps = infotext["All steps"] == Yes,
                ImageGuidance = OptionalNumber<double>("image.imageGuidance", infotext["Image CFG scale"]),
                Depth = Reference(infotext["Depth hash"]),
                Mask = ReadMask(infotext),
                Outpaint = ReadOutpaint(infotext),
            };

    private static IEnumerable<(string Key, string? Value)> Mask(MaskInput? mask) => mask is null ? [] :
    [
        ("Mask hash", HashOf(mask.Picture)),
        ("Mask mode", mask.Invert ? NotMasked : null),
        ("Mask blur", Text(mask.Blur)),
        ("Inpaint area", mask.MaskedAreaOnly ? AreaOnly : null),
        ("Masked area padding", mask.MaskedAreaOnly ? Text(mask.Padding) : null),
        ("Masked content", mask.Content == "original" ? null : Contents[mask.Content]),
    ];

    private static IEnumerable<(string Key, string? Value)> Outpaint(OutpaintInput? outpaint) => outpaint is null ? [] :
    [
        ("Outpaint left", Text(outpaint.Left)),
        ("Outpaint top", Text(outpaint.Top)),
        ("Outpaint right", Text(outpaint.Right)),
        ("Outpaint bottom", Text(outpaint.Bottom)),
        ("Outpaint blend", Text(outpaint.Blend)),
    ];

    private static MaskInput? ReadMask(Infotext infotext)
    {
        if (Reference(infotext["Mask hash"]) is not { } picture)
        {
            return null;
        }

        var defaults = new MaskInput { Picture = picture };
        var content = infotext["Masked content"];
        return defaults with
        {
            Invert = infotext["Mask mode"] == NotMasked,
            Blur = OptionalNumber<double>("image.mask.blur", infotext["Mask blur"]) ?? 0,
            MaskedAreaOnly = infotext["Inpaint area"] == AreaOnly,
            Padding = OptionalNumber<int>("image.mask.padding", infotext["Masked area padding"]) ?? defaults.Padding,
            Content = Contents.FirstOrDefault(pair => pair.Value == content).Key ?? content ?? defaults.Content,
        };
    }

    private static OutpaintInput? ReadOutpaint(Infotext infotext)
    {
        return infotext["Outpaint left"] is null ? null : new OutpaintInput
        {
            Left = Side("left"), Top = Side("top"), Right = Side("right"), Bottom = Side("bottom"), Blend = Side("blend"),
        };

        int Side(string name) => OptionalNumber<int>($"image.outpaint.{name}", infotext[$"Outpaint {name}"]) ?? 0;
    }

    private static string? Reference(string? hash) => hash is null ? null : HashPrefix + hash;
}
