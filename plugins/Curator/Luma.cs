using Atelier.Imaging;

namespace Atelier.Curator;

/// <summary>How bright each pixel looks: Rec. 601's luma, 0 (black) to 255.</summary>
internal static class Luma
{
    public static float[] Of(Picture picture)
    {
        const float red = 0.299f;
        const float green = 0.587f;
        const float blue = 0.114f;
        var pixels = picture.Pixels;
        var luma = new float[picture.Width * picture.Height];
        for (var i = 0; i < luma.Length; i++)
        {
            var at = i * Picture.Channels;
            luma[i] = (red * pixels[at]) + (green * pixels[at + 1]) + (blue * pixels[at + 2]);
        }

        return luma;
    }
}
