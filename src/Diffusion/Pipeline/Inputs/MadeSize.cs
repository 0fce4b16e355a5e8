using Atelier.Generation;

namespace Atelier.Diffusion.Pipeline.Inputs;

/// <summary>The size that is made where a request begins from a picture and leaves it open.</summary>
public static class MadeSize
{
    private const int Multiple = 8;

    /// <summary>The picture's own size, widened; or in its proportions.</summary>
    /// <param name="request">What was asked for.</param>
    /// <param name="pictureWidth">Pixels of the picture, upright.</param>
    /// <param name="pictureHeight">Pixels of the picture, upright.</param>
    /// <returns>The width and height; null where that is not the picture's to say.</returns>
    public static (int Width, int Height)? Of(GenerationRequest request, int pictureWidth, int pictureHeight)
    {
        if (request.Image is null or { Mask.MaskedAreaOnly: true })
        {
            return null;
        }

        var outpaint = request.Image.Outpaint ?? new OutpaintInput();
        var (width, height) = (pictureWidth + outpaint.Left + outpaint.Right, pictureHeight + outpaint.Top + outpaint.Bottom);
        return (request.Width, request.Height) switch
        {
            (null, { } given) => (Side((double)given * width / height), given),
            ({ } given, null) => (given, Side((double)given * height / width)),
            ({ } givenWidth, { } givenHeight) => (givenWidth, givenHeight),
            _ => (Side(width), Side(height)),
        };
    }

    private static int Side(double pixels) => Math.Max(1, (int)(pixels / Multiple)) * Multiple;
}
