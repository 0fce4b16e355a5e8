using Atelier.Diffusion.Graphs;

namespace Atelier.Diffusion.Pipeline.Decode;

/// <summary>When a picture is decoded in tiles, and how. Sizes are latent values (8 pixels each for Stable Diffusion).</summary>
public sealed record TilingOptions
{
    private const int PixelsPerValue = 8;
    private const int SmallestTile = 48;
    private const int LargestTile = 96;

    /// <summary>A latent whose height or width is above this is tiled. Default 128: 1024 pixels.</summary>
    public int Threshold { get; init; } = 128;

    /// <summary>A tile's height and width. Default 96; more than twice <see cref="Overlap"/>.</summary>
    public int Size { get; init; } = 96;

    /// <summary>How far neighbouring tiles reach into each other; the seam is blended over it. Default 16.</summary>
    public int Overlap { get; init; } = 16;

    /// <summary>Tiles for pictures that are wider or higher than this, and no larger.</summary>
    /// <param name="pixels">A side.</param>
    public static TilingOptions Above(int pixels) =>
        new() { Threshold = pixels / PixelsPerValue, Size = Math.Clamp(pixels / PixelsPerValue, SmallestTile, LargestTile) };

    /// <summary>
    /// The tiles that cover a latent. The last of a row or column is moved back so that every tile has its full size; where the latent
    /// wraps it reaches over to the first instead.
    /// </summary>
    internal IEnumerable<Tile> Tiles(int height, int width, Wrapping wrapping = default) =>
        from top in Starts(height, wrapping.Y)
        from left in Starts(width, wrapping.X)
        select new Tile(top, left, Math.Min(Size, height), Math.Min(Size, width));

    private IEnumerable<int> Starts(int length, bool wraps)
    {
        var step = Size - Overlap;
        if (length <= Size)
        {
            yield return 0;
            yield break;
        }

        for (var start = 0; wraps ? start < length : start + Size < length; start += step)
        {
            yield return start;
        }

        if (!wraps)
        {
            yield return length - Size;
        }
    }
}

/// <summary>A rectangle of a latent or of a picture.</summary>
internal readonly record struct Tile(int Top, int Left, int Height, int Width)
{
    public Tile Scaled(int factor) => new(Top * factor, Left * factor, Height * factor, Width * factor);
}
