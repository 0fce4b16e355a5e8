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

    /// <summary>The size that is made where the request leaves it open; null where that is not the picture's to say.</summary>
    public (int Width, int Height)? Size(GenerationRequest request) => MadeSize.Of(request, Picture.Width, Picture.Height);

    private static Mask ReadMask(MaskInput input, Picture picture, InputPictures pictures)
    {
        const string field = "image.mask.picture";
        var mask = pictures.ReadMask(input.Picture, field, ofAlpha: input.Channel == "alpha").Resize(picture.Width, picture.Height);
        mask = input.Invert ? mask.Invert() : mask;
        return mask.IsEmpty
            ? throw new RequestException(
                field, $"nothing in it is {(input.Invert ? "black" : "white")}, so nothing would be painted anew; paint what is to change")
            : MaskBlur.Blur(mask, input.Blur);
    }
}
