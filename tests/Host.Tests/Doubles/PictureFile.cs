using Atelier.Diffusion.Imaging;
using Atelier.Imaging;

namespace Atelier.Host.Tests.Doubles;

/// <summary>Files of pictures of one colour.</summary>
internal static class PictureFile
{
    public static byte[] Png(int width = 64, int height = 64, byte level = 128) =>
        PictureCodec.Encode(Of(width, height, level), new PngEncoding());

    public static byte[] Jpeg(int width = 64, int height = 64) => PictureCodec.Encode(Of(width, height, 90), new JpegEncoding());

    /// <summary>The same as text.</summary>
    public static string DataUri(byte[] file) => $"data:image/png;base64,{Convert.ToBase64String(file)}";

    private static Picture Of(int width, int height, byte level)
    {
        var pixels = new byte[width * height * Picture.Channels];
        Array.Fill(pixels, level);
        return Picture.Own(width, height, pixels);
    }
}
