using Atelier.Imaging;

namespace Atelier.Diffusion.Imaging.Formats;

/// <summary>The formats that are read and written.</summary>
internal static class PictureFormats
{
    public static IPictureFormat Png { get; } = new PngFormat();

    public static IPictureFormat Jpeg { get; } = new JpegFormat();

    public static IPictureFormat Webp { get; } = new WebpFormat();

    /// <summary>Tells the format by the file's first bytes; what it is called does not matter.</summary>
    public static IPictureFormat Detect(ReadOnlySpan<byte> file) => Find(file)
        ?? throw new PictureException(
            file.IsEmpty ? "The file is empty; a PNG, JPEG or WebP picture was expected." : "This is not a PNG, JPEG or WebP picture.");

    /// <summary>As <see cref="Detect"/>; null where it is none of them.</summary>
    public static IPictureFormat? Find(ReadOnlySpan<byte> file)
    {
        foreach (var format in (IPictureFormat[])[Png, Jpeg, Webp])
        {
            if (format.Matches(file))
            {
                return format;
            }
        }

        return null;
    }
}
