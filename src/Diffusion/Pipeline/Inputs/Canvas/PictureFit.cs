using Atelier.Diffusion.Imaging;
using Atelier.Imaging;

namespace Atelier.Diffusion.Pipeline.Inputs.Canvas;

/// <summary>Brings pictures to the size that is made.</summary>
internal static class PictureFit
{
    /// <summary>Resizes a picture.</summary>
    /// <param name="picture">Of any size.</param>
    /// <param name="width">Pixels to make.</param>
    /// <param name="height">Pixels to make.</param>
    /// <param name="resize">As <see cref="Generation.ImageInput.Resize"/>; <c>latent</c> is stretched where pixels are wanted.</param>
    /// <param name="kernel">How values between pixels are found.</param>
    public static Picture To(Picture picture, int width, int height, string resize, ResizeKernel kernel = ResizeKernel.Lanczos3) => resize switch
    {
        "crop" => PictureCodec.Resize(picture, width, height, kernel, crop: true),
        "fill" => Filled(picture, width, height, kernel),
        _ => PictureCodec.Resize(picture, width, height, kernel),
    };

    private static Picture Filled(Picture picture, int width, int height, ResizeKernel kernel)
    {
        var scale = Math.Min((double)width / picture.Width, (double)height / picture.Height);
        var (across, down) = (Side(picture.Width, width), Side(picture.Height, height));
        var (left, top) = ((width - across) / 2, (height - down) / 2);
        return new Edges(left, top, width - across - left, height - down - top).Repeat(PictureCodec.Resize(picture, across, down, kernel));

        int Side(int from, int most) => Math.Clamp((int)Math.Round(from * scale), 1, most);
    }
}
