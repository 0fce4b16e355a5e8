using System.Numerics.Tensors;

namespace Atelier.ControlNet.Rasters;

/// <summary>
/// Other sizes: the mean of what a pixel covers where it gets smaller, a cubic (a = −0.75, as OpenCV's) where it gets larger.
/// </summary>
internal static class Resampling
{
    private const double Sharpness = -0.75;
    private const int CubicTaps = 4;

    public static Raster Resize(Raster raster, int width, int height, CancellationToken cancellation)
    {
        var across = Turned(Rows(Turned(raster), Taps(raster.Width, width), cancellation));
        return Rows(across, Taps(raster.Height, height), cancellation);
    }

    /// <summary>Each pixel the nearest one's, for classes and cells.</summary>
    public static Raster Nearest(Raster raster, int width, int height)
    {
        var result = new Raster(width, height, raster.Channels);
        for (var y = 0; y < height; y++)
        {
            var source = raster.Row(y * raster.Height / height);
            var target = result.Row(y);
            for (var x = 0; x < width; x++)
            {
                source.Slice(x * raster.Width / width * raster.Channels, raster.Channels).CopyTo(target[(x * raster.Channels)..]);
            }
        }

        return result;
    }

    private static Raster Rows(Raster raster, (int Row, float Weight)[][] taps, CancellationToken cancellation)
    {
        var result = new Raster(raster.Width, taps.Length, raster.Channels);
        for (var y = 0; y < taps.Length; y++)
        {
            cancellation.ThrowIfCancellationRequested();
            var target = result.Row(y);
            foreach (var (row, weight) in taps[y])
            {
                TensorPrimitives.MultiplyAdd(raster.Row(row), weight, target, target);
            }
        }

        return result;
    }

    private static Raster Turned(Raster raster)
    {
        var turned = new Raster(raster.Height, raster.Width, raster.Channels);
        for (var y = 0; y < raster.Height; y++)
        {
            var source = raster.Row(y);
            for (var x = 0; x < raster.Width; x++)
            {
                source.Slice(x * raster.Channels, raster.Channels).CopyTo(turned.Row(x)[(y * raster.Channels)..]);
            }
        }

        return turned;
    }

    private static (int Row, float Weight)[][] Taps(int from, int to)
    {
        var scale = (double)from / to;
        return [.. Enumerable.Range(0, to)
            .Select(i => scale > 1 ? Covered(i * scale, (i + 1) * scale, from) : Cubic(((i + 0.5) * scale) - 0.5, from))];
    }

    private static (int Row, float Weight)[] Covered(double start, double end, int length)
    {
        var (first, last) = ((int)start, Math.Min(length, (int)Math.Ceiling(end - 1e-6)));
        return [.. Enumerable.Range(first, Math.Max(1, last - first))
            .Select(row => (row, (float)((Math.Min(row + 1, end) - Math.Max(row, start)) / (end - start))))];
    }

    private static (int Row, float Weight)[] Cubic(double position, int length)
    {
        var first = (int)Math.Floor(position) - 1;
        return [.. Enumerable.Range(first, CubicTaps)
            .Select(row => (Math.Clamp(row, 0, length - 1), (float)Cubic(Math.Abs(position - row))))];
    }

    private static double Cubic(double x) => x < 1
        ? ((((Sharpness + 2) * x) - (Sharpness + 3)) * x * x) + 1
        : x < 2 ? ((((((x - 5) * x) + 8) * x) - 4) * Sharpness) : 0;
}
