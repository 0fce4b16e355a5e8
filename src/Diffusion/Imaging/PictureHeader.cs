using Atelier.Diffusion.Imaging.Formats;

namespace Atelier.Diffusion.Imaging;

/// <summary>What the first bytes of a picture's file say.</summary>
/// <param name="Format"><c>png</c>, <c>jpeg</c> or <c>webp</c>.</param>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
public sealed record PictureHeader(string Format, int Width, int Height)
{
    /// <summary>Reads the header of a picture, told by its content; nothing is decoded.</summary>
    /// <param name="file">A whole file.</param>
    /// <exception cref="PictureException">It is another format or damaged, or its size is over <see cref="PictureLimits"/>.</exception>
    public static PictureHeader Read(ReadOnlyMemory<byte> file)
    {
        var format = PictureFormats.Detect(file.Span);
        var (width, height) = format.ReadSize(file);
        PictureLimits.Check(width, height);
        return new PictureHeader(format.Name.ToLowerInvariant(), width, height);
    }
}
