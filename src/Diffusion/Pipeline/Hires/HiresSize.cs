using Atelier.Generation;

namespace Atelier.Diffusion.Pipeline.Hires;

/// <summary>
/// The size of a second pass, by AUTOMATIC1111's rules (<c>calculate_target_resolution</c>), in multiples of 8: a scale and a side that
/// follows from the other are rounded down, and a size that is enlarged to cover both sides is rounded up and cut.
/// </summary>
/// <param name="Width">Pixels of the picture.</param>
/// <param name="Height">Pixels of the picture.</param>
/// <param name="EnlargedWidth">Pixels before it is cut.</param>
/// <param name="EnlargedHeight">Pixels before it is cut.</param>
internal sealed record HiresSize(int Width, int Height, int EnlargedWidth, int EnlargedHeight)
{
    private const int Multiple = 8;

    /// <summary>The size for a request; null where it has no second pass, or leaves its own size open.</summary>
    public static HiresSize? Of(GenerationRequest request) => request is { Hires: { } hires, Width: { } width, Height: { } height }
        ? (hires.Width, hires.Height) switch
        {
            (null, null) => Whole(width * hires.Scale, height * hires.Scale),
            ({ } wide, null) => Whole(wide, (double)wide * height / width),
            (null, { } high) => Whole((double)high * width / height, high),
            ({ } wide, { } high) => Covering(width, height, wide, high),
        }
        : null;

    private static HiresSize Whole(double width, double height)
    {
        var (wide, high) = (Down(width), Down(height));
        return new HiresSize(wide, high, wide, high);
    }

    private static HiresSize Covering(int width, int height, int wide, int high) => (long)width * high < (long)wide * height
        ? new HiresSize(wide, high, wide, Up((double)wide * height / width))
        : new HiresSize(wide, high, Up((double)high * width / height), high);

    private static int Down(double side) => (int)Math.Clamp(Math.Floor(side / Multiple) * Multiple, Multiple, int.MaxValue / 2);

    private static int Up(double side) => (int)Math.Min(Math.Ceiling(side / Multiple) * Multiple, int.MaxValue / 2);
}
