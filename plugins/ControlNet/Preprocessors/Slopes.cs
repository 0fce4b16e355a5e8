using Atelier.Imaging;

namespace Atelier.ControlNet.Preprocessors;

/// <summary>How steep a picture is at each pixel, and where to.</summary>
/// <param name="Width">Pixels a row.</param>
/// <param name="Height">Rows.</param>
/// <param name="Across">The derivative along the row.</param>
/// <param name="Down">The derivative along the column.</param>
/// <param name="Steepness">The sum of their absolute values, with a frame of zeros one pixel wide.</param>
internal sealed record Slopes(int Width, int Height, short[] Across, short[] Down, int[] Steepness)
{
    /// <summary>Numbers a row of <see cref="Steepness"/>.</summary>
    public int Stride => Width + 2;

    /// <summary>Sobel's derivatives; beyond the border the picture goes on as it ends.</summary>
    public static Slopes Of(Picture picture, CancellationToken cancellation)
    {
        var (width, height) = (picture.Width, picture.Height);
        var slopes = new Slopes(width, height, new short[width * height], new short[width * height], new int[(width + 2) * (height + 2)]);

        // Of one row, with a pixel of border on either side: the column's smoothed value, and its derivative.
        var smooth = new int[(width + 2) * Picture.Channels];
        var change = new int[(width + 2) * Picture.Channels];
        for (var y = 0; y < height; y++)
        {
            cancellation.ThrowIfCancellationRequested();
            Columns(picture, y, smooth, change);
            slopes.Fill(y, smooth, change);
        }

        return slopes;
    }

    private static void Columns(Picture picture, int y, int[] smooth, int[] change)
    {
        const int channels = Picture.Channels;
        var stride = picture.Width * channels;
        var above = picture.Pixels.Slice(Math.Max(0, y - 1) * stride, stride);
        var here = picture.Pixels.Slice(y * stride, stride);
        var below = picture.Pixels.Slice(Math.Min(picture.Height - 1, y + 1) * stride, stride);
        for (var i = 0; i < here.Length; i++)
        {
            smooth[i + channels] = above[i] + (2 * here[i]) + below[i];
            change[i + channels] = below[i] - above[i];
        }

        foreach (var values in (ReadOnlySpan<int[]>)[smooth, change])
        {
            values.AsSpan(channels, channels).CopyTo(values);
            values.AsSpan(stride, channels).CopyTo(values.AsSpan(stride + channels));
        }
    }

    private void Fill(int y, int[] smooth, int[] change)
    {
        const int channels = Picture.Channels;
        for (var x = 0; x < Width; x++)
        {
            var (steepest, bestAcross, bestDown) = (-1, 0, 0);
            for (var channel = 0; channel < channels; channel++)
            {
                var i = (x * channels) + channel;
                var across = smooth[i + (2 * channels)] - smooth[i];
                var down = change[i] + (2 * change[i + channels]) + change[i + (2 * channels)];
                var steepness = Math.Abs(across) + Math.Abs(down);
                if (steepness > steepest)
                {
                    (steepest, bestAcross, bestDown) = (steepness, across, down);
                }
            }

            Across[(y * Width) + x] = (short)bestAcross;
            Down[(y * Width) + x] = (short)bestDown;
            Steepness[((y + 1) * Stride) + x + 1] = steepest;
        }
    }
}
