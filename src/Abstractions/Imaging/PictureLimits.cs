namespace Atelier.Imaging;

/// <summary>What a picture from outside may cost. Checked on its header, before anything is decoded.</summary>
public static class PictureLimits
{
    /// <summary>The longest side, in pixels.</summary>
    public const int Side = 8192;

    /// <summary>The most pixels in all: 33.5 megapixels, 100 MB as RGB.</summary>
    public const int Pixels = 8192 * 4096;

    /// <summary>The most bytes of text and other metadata, after inflation.</summary>
    public const int Metadata = 1 << 20;

    /// <summary>The largest file that is read, in bytes: more than the largest picture takes without any compression.</summary>
    public const int File = 128 << 20;

    /// <summary>Checks a size.</summary>
    /// <param name="width">Pixels.</param>
    /// <param name="height">Pixels.</param>
    /// <exception cref="PictureException">It is empty or over a limit.</exception>
    public static void Check(int width, int height)
    {
        if (width <= 0 || height <= 0)
        {
            throw new PictureException($"The picture is {width} x {height} pixels; both must be at least 1.");
        }

        if (width > Side || height > Side || (long)width * height > Pixels)
        {
            throw new PictureException(
                $"The picture is {width} x {height} pixels; at most {Side} a side and {Pixels / 1e6:0.0} megapixels in all are allowed.");
        }
    }
}
