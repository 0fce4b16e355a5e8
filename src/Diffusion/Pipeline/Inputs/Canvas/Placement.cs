using Atelier.Diffusion.Imaging;
using Atelier.Diffusion.Pipeline.Inputs.Masks;
using Atelier.Imaging;

namespace Atelier.Diffusion.Pipeline.Inputs.Canvas;

/// <summary>How a picture comes to lie on what the network works on, and what is made on the picture again.</summary>
/// <param name="Width">Pixels that the network works on.</param>
/// <param name="Height">Pixels that the network works on.</param>
/// <param name="Resize">As <see cref="Generation.ImageInput.Resize"/>.</param>
/// <param name="Area">The part of the picture that is worked on; null takes the whole.</param>
internal sealed record Placement(int Width, int Height, string Resize, Region? Area)
{
    /// <summary>What the network works on of a picture.</summary>
    public Picture Place(Picture picture, ResizeKernel kernel = ResizeKernel.Lanczos3) => Area is { } area
        ? PictureCodec.Resize(area.Cut(picture), Width, Height, kernel)
        : PictureFit.To(picture, Width, Height, Resize, kernel);

    /// <summary>What the network works on of a mask.</summary>
    public Mask Place(Mask mask) => Mask.Of(Place(mask.ToPicture(), ResizeKernel.Linear));

    /// <summary>The finished picture: a part goes back where it was cut, and what the mask keeps is as it was.</summary>
    /// <param name="made">By the network.</param>
    /// <param name="picture">As it came in.</param>
    /// <param name="mask">Of its size; null where all was made anew.</param>
    public Picture PutBack(Picture made, Picture picture, Mask? mask)
    {
        if (Area is { } area)
        {
            var part = PictureCodec.Resize(made, area.Width, area.Height);
            return area.Paste(picture, mask is null ? part : Composite.Over(area.Cut(picture), part, area.Cut(mask)));
        }

        return mask is null ? made : Composite.Over(Place(picture), made, Place(mask));
    }
}
