using Atelier.Diffusion.Imaging;
using Atelier.Diffusion.Pipeline.Inputs.Masks;
using Atelier.Generation;
using Atelier.Imaging;

namespace Atelier.Diffusion.Pipeline.Inputs;

/// <summary>What a request begins from, decoded: all of one size.</summary>
/// <param name="Picture">The picture.</param>
/// <param name="Mask">What is made anew, softened; null makes all of it.</param>
/// <param name="Depth">White near; null where none is given.</param>
internal sealed record SourceImage(Picture Picture, Mask? Mask, Picture? Depth)
{
    private const int Multiple = 8;

    /// <summary>Reads what a request names.</summary>
    /// <exception cref="RequestException">There is no such picture, it cannot be used, or the mask is empty.</exception>
    public static SourceImage Read(ImageInput input, InputPictures pictures)
    {
        var picture = pictures.Read(input.Picture, "image.picture");
        return new SourceImage(
            picture,
            input.Mask is { } mask ? ReadMask(mask, picture, pictures) : null,
            input.Depth is { } depth ? PictureCodec.Resize(pictures.Read(depth, "image.depth"), picture.Width, picture.Height) : null);
    }

    /// <summary>The size that is made where the request leaves it open: the picture's own, widened; or in its proportions.</summary>
    /// <param name="request">What was asked for.</param>
    /// <returns>The width and height; null where that is not the picture's to say.</returns>
    public (int Width, int Height)? Size(GenerationRequest request)
    {
        if (request.Image!.Mask is { MaskedAreaOnly: true })
        {
            return null;
        }

        var outpaint = request.Image.Outpaint ?? new OutpaintInput();
        var (width, height) = (Picture.Width + outpaint.Left + outpaint.Right, Picture.Height + outpaint.Top + outpaint.Bottom);
        return (request.Width, request.Height) switch
        {
            (null, { } given) => (Side((double)given * width / height), given),
            ({ } given, null) => (given, Side((double)given * height / width)),
            ({ } givenWidth, { } givenHeight) => (givenWidth, givenHeight),
            _ => (Side(width), Side(height)),
        };
    }

    private static int Side(double pixels) => Math.Max(1, (int)(pixels / Multiple)) * Multiple;

    private static Mask ReadMask(MaskInput input, Picture picture, InputPictures pictures)
    {
        const string field = "image.mask.picture";
        var mask = pictures.ReadMask(input.Picture, field, ofAlpha: input.Channel == "alpha").Resize(picture.Width, picture.Height);
        mask = input.Invert ? mask.Invert() : mask;
        return mask.IsEmpty
            ? throw new RequestException(field, $"nothing in it is {(input.Invert ? "black" : "white")}, so nothing would be painted anew; paint what is to change")
            : MaskBlur.Blur(mask, input.Blur);
    }
}
