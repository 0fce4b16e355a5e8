namespace Atelier.Imaging;

/// <summary>An immutable picture of 8-bit sRGB pixels without alpha.</summary>
public sealed class Picture
{
    /// <summary>Bytes a pixel: red, green, blue.</summary>
    public const int Channels = 3;

    private readonly byte[] _pixels;

    private Picture(int width, int height, byte[] pixels)
    {
        PictureLimits.Check(width, height);
        if (pixels.Length != width * height * Channels)
        {
            throw new ArgumentException($"{pixels.Length} bytes do not fill a picture of {width} x {height}.", nameof(pixels));
        }

        Width = width;
        Height = height;
        _pixels = pixels;
    }

    /// <summary>Pixels across.</summary>
    public int Width { get; }

    /// <summary>Pixels down.</summary>
    public int Height { get; }

    /// <summary>Rows from the top, without padding; red, green, blue.</summary>
    public ReadOnlySpan<byte> Pixels => _pixels;

    /// <summary>Creates a picture that owns the given array.</summary>
    /// <param name="width">Pixels across.</param>
    /// <param name="height">Pixels down.</param>
    /// <param name="pixels">Exactly width × height × 3 bytes; the caller must not write to it afterwards.</param>
    /// <exception cref="PictureException">The size is over a limit.</exception>
    /// <exception cref="ArgumentException">The number of bytes does not fit the size.</exception>
    public static Picture Own(int width, int height, byte[] pixels) => new(width, height, pixels);

    /// <summary>
    /// Creates a picture from what a decoder computes, rounding to the nearest level as diffusers does. AUTOMATIC1111 cuts the fraction off
    /// instead, which darkens every picture by half a level on average; the same latent may so differ by one level between the two.
    /// </summary>
    /// <param name="values">Channels × height × width, row-major, −1 (black) to 1; what lies outside is clamped.</param>
    /// <param name="width">Pixels across.</param>
    /// <param name="height">Pixels down.</param>
    /// <exception cref="PictureException">The size is over a limit, or a value is not a number.</exception>
    /// <exception cref="ArgumentException">The number of values does not fit the size.</exception>
    public static Picture FromDecoder(ReadOnlySpan<float> values, int width, int height)
    {
        PictureLimits.Check(width, height);
        var plane = width * height;
        if (values.Length != plane * Channels)
        {
            throw new ArgumentException($"{values.Length} values do not fill a picture of {width} x {height}.", nameof(values));
        }

        var pixels = new byte[values.Length];
        for (var channel = 0; channel < Channels; channel++)
        {
            var source = values.Slice(channel * plane, plane);
            for (var i = 0; i < plane; i++)
            {
                if (float.IsNaN(source[i]))
                {
                    throw new PictureException(
                        "The decoder's output holds values that are not numbers (NaN): the model's weights or their precision do not work here.");
                }

                pixels[(i * Channels) + channel] = (byte)MathF.Round(Math.Clamp((source[i] + 1) * 127.5f, 0, 255));
            }
        }

        return new Picture(width, height, pixels);
    }

    /// <summary>A part of the picture.</summary>
    /// <param name="left">Pixels from the left edge.</param>
    /// <param name="top">Pixels from the top edge.</param>
    /// <param name="width">Pixels across; with <paramref name="left"/> at most the picture's.</param>
    /// <param name="height">Pixels down; with <paramref name="top"/> at most the picture's.</param>
    /// <exception cref="ArgumentOutOfRangeException">The part lies outside.</exception>
    public Picture Crop(int left, int top, int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(left);
        ArgumentOutOfRangeException.ThrowIfNegative(top);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, Width - left);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(height, Height - top);
        var pixels = new byte[width * height * Channels];
        for (var y = 0; y < height; y++)
        {
            Pixels.Slice((((top + y) * Width) + left) * Channels, width * Channels).CopyTo(pixels.AsSpan(y * width * Channels));
        }

        return new Picture(width, height, pixels);
    }
}
