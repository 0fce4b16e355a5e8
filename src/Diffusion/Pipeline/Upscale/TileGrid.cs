using Atelier.Imaging;

namespace Atelier.Diffusion.Pipeline.Upscale;

/// <summary>
/// Tiles of one size over a picture, spread evenly, as AUTOMATIC1111's <c>split_grid</c> and <c>combine_grid</c> (modules/images.py) have
/// them.
/// </summary>
public static class TileGrid
{
    /// <summary>Where tiles lie.</summary>
    /// <param name="width">The picture's.</param>
    /// <param name="height">The picture's.</param>
    /// <param name="tileWidth">At most the picture's.</param>
    /// <param name="tileHeight">At most the picture's.</param>
    /// <param name="overlap">The least pixels that neighbours share; less than a tile's side.</param>
    /// <returns>Their corners, row by row.</returns>
    public static IReadOnlyList<(int Left, int Top)> Of(int width, int height, int tileWidth, int tileHeight, int overlap) =>
        [.. from top in Starts(height, tileHeight, overlap) from left in Starts(width, tileWidth, overlap) select (left, top)];

    /// <summary>Puts tiles together: each fades over the overlap into those before it.</summary>
    /// <param name="tiles">All of one size, in the order of <see cref="Of"/>.</param>
    /// <param name="width">The picture's.</param>
    /// <param name="height">The picture's.</param>
    /// <param name="overlap">As they were cut.</param>
    public static Picture Join(IReadOnlyList<Picture> tiles, int width, int height, int overlap)
    {
        var places = Of(width, height, tiles[0].Width, tiles[0].Height, overlap);
        var pixels = new byte[width * height * Picture.Channels];
        foreach (var row in places.Zip(tiles).GroupBy(tile => tile.First.Top))
        {
            // A row is whole before it fades into the rows above.
            var line = new byte[width * tiles[0].Height * Picture.Channels];
            foreach (var ((left, _), tile) in row)
            {
                Lay(tile.Pixels, tile.Width, line, width, left, 0, left > 0 ? overlap : 0, 0);
            }

            Lay(line, width, pixels, width, 0, row.Key, 0, row.Key > 0 ? overlap : 0);
        }

        return Picture.Own(width, height, pixels);
    }

    private static IEnumerable<int> Starts(int whole, int tile, int overlap)
    {
        var count = (int)Math.Ceiling((double)(whole - overlap) / (tile - overlap));
        var step = count > 1 ? (double)(whole - tile) / (count - 1) : 0;
        return Enumerable.Range(0, Math.Max(1, count)).Select(i => Math.Min((int)(i * step), whole - tile));
    }

    // Lays pixels down that fade in over their first columns and rows.
    private static void Lay(
        ReadOnlySpan<byte> from, int fromWidth, Span<byte> to, int toWidth, int left, int top, int fadeAcross, int fadeDown)
    {
        var height = from.Length / Picture.Channels / fromWidth;
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < fromWidth; x++)
            {
                var share = Math.Min(x < fadeAcross ? (x + 0.5) / fadeAcross : 1, y < fadeDown ? (y + 0.5) / fadeDown : 1);
                var (source, target) = (((y * fromWidth) + x) * Picture.Channels, (((top + y) * toWidth) + left + x) * Picture.Channels);
                for (var channel = 0; channel < Picture.Channels; channel++)
                {
                    to[target + channel] = share >= 1
                        ? from[source + channel]
                        : (byte)Math.Round((from[source + channel] * share) + (to[target + channel] * (1 - share)));
                }
            }
        }
    }
}
