using System.Numerics.Tensors;
using System.Runtime.Intrinsics;
using Atelier.Imaging;

namespace Atelier.Upscalers.Resampling;

/// <summary>
/// Pictures to other sizes: along the rows, then down the columns, of which only those rows are kept that the window needs.
/// </summary>
internal static class PictureResampling
{
    // A pixel is loaded and stored four values wide, so that its three go through one register.
    private const int Lanes = 4;

    /// <summary>Resamples a picture.</summary>
    /// <param name="picture">The pixels.</param>
    /// <param name="width">Pixels to make.</param>
    /// <param name="height">Pixels to make.</param>
    /// <param name="taps">Makes the taps of a line from its two lengths.</param>
    /// <param name="cancellation">Checked at each row.</param>
    public static Picture Resample(
        Picture picture, int width, int height, Func<int, int, Taps[]> taps, CancellationToken cancellation = default)
    {
        if (picture.Width == width && picture.Height == height)
        {
            return picture;
        }

        PictureLimits.Check(width, height);
        var (across, down) = (taps(picture.Width, width), taps(picture.Height, height));
        var rows = new float[down.Max(tap => tap.Weights.Length)][];
        var source = new float[(picture.Width * Picture.Channels) + 1];
        var length = width * Picture.Channels;
        var sum = new float[length];
        var pixels = new byte[height * length];
        var next = 0;
        for (var y = 0; y < height; y++)
        {
            cancellation.ThrowIfCancellationRequested();
            var (first, weights) = down[y];
            for (next = Math.Max(next, first); next < first + weights.Length; next++)
            {
                TensorPrimitives.ConvertTruncating<byte, float>(Row(picture, next), source);
                AlongRow(source, across, rows[next % rows.Length] ??= new float[length + 1]);
            }

            Array.Clear(sum);
            for (var i = 0; i < weights.Length; i++)
            {
                TensorPrimitives.MultiplyAdd(rows[(first + i) % rows.Length].AsSpan(0, length), (float)weights[i], sum, sum);
            }

            Store(sum, pixels.AsSpan(y * length, length));
        }

        return Picture.Own(width, height, pixels);
    }

    private static ReadOnlySpan<byte> Row(Picture picture, int y) =>
        picture.Pixels.Slice(y * picture.Width * Picture.Channels, picture.Width * Picture.Channels);

    private static void AlongRow(float[] source, Taps[] across, float[] row)
    {
        for (var x = 0; x < across.Length; x++)
        {
            var (first, weights) = across[x];
            var pixel = Vector128<float>.Zero;
            for (var i = 0; i < weights.Length; i++)
            {
                pixel += Vector128.Create<float>(source.AsSpan((first + i) * Picture.Channels, Lanes)) * (float)weights[i];
            }

            pixel.CopyTo(row.AsSpan(x * Picture.Channels, Lanes));
        }
    }

    private static void Store(float[] row, Span<byte> pixels)
    {
        TensorPrimitives.Round(row, row);
        TensorPrimitives.ConvertSaturating<float, byte>(row, pixels);
    }
}
