using System.Numerics.Tensors;

namespace Atelier.ControlNet.Rasters;

/// <summary>
/// OpenCV's GaussianBlur with a size that follows from sigma: rows, then columns; beyond the border the picture is mirrored without it.
/// </summary>
internal static class GaussianBlur
{
    // OpenCV cuts the kernel of numbers at four sigmas.
    private const int Sigmas = 4;

    public static Raster Blur(Raster raster, double sigma, CancellationToken cancellation)
    {
        var kernel = Kernel(sigma);
        return Columns(Rows(raster, kernel, cancellation), kernel, cancellation);
    }

    private static float[] Kernel(double sigma)
    {
        var size = (int)Math.Round((sigma * Sigmas * 2) + 1) | 1;
        var weights = new double[size];
        for (var i = 0; i < size; i++)
        {
            var distance = i - (size / 2);
            weights[i] = Math.Exp(-(distance * distance) / (2 * sigma * sigma));
        }

        var sum = weights.Sum();
        return Array.ConvertAll(weights, weight => (float)(weight / sum));
    }

    private static Raster Rows(Raster raster, float[] kernel, CancellationToken cancellation)
    {
        var result = new Raster(raster.Width, raster.Height, raster.Channels);
        var (radius, channels) = (kernel.Length / 2, raster.Channels);
        var padded = new float[(raster.Width + (2 * radius)) * channels];
        for (var y = 0; y < raster.Height; y++)
        {
            cancellation.ThrowIfCancellationRequested();
            var source = raster.Row(y);
            for (var x = -radius; x < raster.Width + radius; x++)
            {
                source.Slice(Mirrored(x, raster.Width) * channels, channels).CopyTo(padded.AsSpan((x + radius) * channels));
            }

            var target = result.Row(y);
            for (var k = 0; k < kernel.Length; k++)
            {
                TensorPrimitives.MultiplyAdd(padded.AsSpan(k * channels, target.Length), kernel[k], target, target);
            }
        }

        return result;
    }

    private static Raster Columns(Raster raster, float[] kernel, CancellationToken cancellation)
    {
        var result = new Raster(raster.Width, raster.Height, raster.Channels);
        for (var y = 0; y < raster.Height; y++)
        {
            cancellation.ThrowIfCancellationRequested();
            var target = result.Row(y);
            for (var k = 0; k < kernel.Length; k++)
            {
                TensorPrimitives.MultiplyAdd(raster.Row(Mirrored(y + k - (kernel.Length / 2), raster.Height)), kernel[k], target, target);
            }
        }

        return result;
    }

    private static int Mirrored(int i, int length)
    {
        while (i < 0 || i >= length)
        {
            i = length == 1 ? 0 : i < 0 ? -i : (2 * (length - 1)) - i;
        }

        return i;
    }
}
