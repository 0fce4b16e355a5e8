using Atelier.Diffusion.Imaging.Formats;
using Atelier.Imaging;

namespace Atelier.Diffusion.Imaging;

/// <summary>What a picture's file says about itself, read in managed code: nothing is decoded.</summary>
/// <param name="Format"><c>png</c>, <c>jpeg</c> or <c>webp</c>.</param>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
public sealed record PictureHeader(string Format, int Width, int Height)
{
    /// <summary>Whether a file begins as a PNG, JPEG or WebP picture does; what it is called does not matter.</summary>
    /// <param name="file">At least its first bytes.</param>
    public static bool IsPicture(ReadOnlySpan<byte> file) => PictureFormats.Find(file) is not null;

    /// <summary>Reads the header of a picture, told by its content.</summary>
    /// <param name="file">A whole file.</param>
    /// <exception cref="PictureException">It is another format, damaged or cut off, or its size or its metadata is over
    /// <see cref="PictureLimits"/>.</exception>
    public static PictureHeader Read(ReadOnlyMemory<byte> file)
    {
        var format = PictureFormats.Detect(file.Span);
        var (width, height) = format.ReadSize(file);
        PictureLimits.Check(width, height);
        format.CheckMetadata(file);
        return format.IsWhole(file)
            ? new PictureHeader(format.Name.ToLowerInvariant(), width, height)
            : throw new PictureException($"The {format.Name} is truncated: it ends before its picture does.");
    }
}
