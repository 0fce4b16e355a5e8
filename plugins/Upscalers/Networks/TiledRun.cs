using Atelier.Imaging;

namespace Atelier.Upscalers.Networks;

/// <summary>Runs a network over a picture of any size in overlapping tiles of one size, blended where they overlap.</summary>
internal static class TiledRun
{
    private const int Size = 192;
    private const int Overlap = 16;

    // What networks that halve their input a few times can divide.
    private const int Multiple = 8;

    /// <summary>Makes a picture larger, by as much as the network does.</summary>
    public static Picture Upscale(PictureNetwork network, Picture picture, IProgress<double>? progress, CancellationToken cancellation)
    {
        var height = network.FixedHeight ?? Fitting(picture.Height);
        var width = network.FixedWidth ?? Fitting(picture.Width);
        var places = (from top in Starts(picture.Height, height) from left in Starts(picture.Width, width) select (top, left)).ToList();
        TileCanvas? canvas = null;
        foreach (var ((top, left), done) in places.Select((place, index) => (place, index + 1)))
        {
            cancellation.ThrowIfCancellationRequested();
            var made = network.Run(Tile.Cut(picture, top, left, height, width), cancellation);
            var factor = made.Height / height;
            canvas ??= new TileCanvas(picture.Width * factor, picture.Height * factor, Reach(height, width) * factor);
            canvas.Add(made, top * factor, left * factor);
            progress?.Report((double)done / places.Count);
        }

        return canvas!.Finish();
    }

    private static int Fitting(int length) => Math.Min(Size, (length + Multiple - 1) / Multiple * Multiple);

    // A network that only takes small tiles gets a smaller overlap too.
    private static int Reach(int height, int width) => Math.Min(Overlap, Math.Min(height, width) / 4);

    // The last tile is moved back, so that it is as large as the others.
    private static IEnumerable<int> Starts(int length, int size)
    {
        var start = 0;
        for (; start + size < length; start += size - Reach(size, size))
        {
            yield return start;
        }

        yield return Math.Max(0, length - size);
    }
}
