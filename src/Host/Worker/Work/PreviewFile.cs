using Atelier.Diffusion.Imaging;
using Atelier.Imaging;

namespace Atelier.Host.Worker.Work;

/// <summary>A small JPEG for people to look at while a picture is made.</summary>
internal static class PreviewFile
{
    private const int SmallestLongSide = 256;
    private const int LargestLongSide = 512;
    private static readonly JpegEncoding Encoding = new() { Quality = 80, Subsample = true };

    /// <param name="rough">One pixel a latent value, or nearly the picture.</param>
    public static byte[] Of(Picture rough)
    {
        double longest = Math.Max(rough.Width, rough.Height);
        var scale = Math.Clamp(longest, SmallestLongSide, LargestLongSide) / longest;
        return PictureCodec.Encode(PictureCodec.Resize(rough, Scaled(rough.Width), Scaled(rough.Height)), Encoding);

        int Scaled(int side) => Math.Max(1, (int)Math.Round(side * scale));
    }
}
