using Atelier.Diffusion.Imaging;
using Atelier.Imaging;

namespace Atelier.Diffusion.Pipeline.Inputs.Masks;

/// <summary>How much of each pixel is made anew: 0 keeps it, 255 makes it anew.</summary>
internal sealed class Mask
{
    private readonly byte[] _values;

    private Mask(int width, int height, byte[] values)
    {
        Width = width;
        Height = height;
        _values = values;
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Row by row.</summary>
    public ReadOnlySpan<byte> Values => _values;

    public bool IsEmpty => !_values.AsSpan().ContainsAnyExcept((byte)0);

    /// <summary>A mask that owns its values.</summary>
    public static Mask Own(int width, int height, byte[] values) => values.Length == width * height
        ? new Mask(width, height, values)
        : throw new ArgumentException($"{values.Length} values do not fill a mask of {width} x {height}.", nameof(values));

    /// <summary>A picture's brightness (ITU-R BT.601, as Pillow's).</summary>
    public static Mask Of(Picture picture)
    {
        var pixels = picture.Pixels;
        var values = new byte[picture.Width * picture.Height];
        for (var i = 0; i < values.Length; i++)
        {
            var at = i * Picture.Channels;
            values[i] = (byte)((pixels[at] * 299 + pixels[at + 1] * 587 + pixels[at + 2] * 114 + 500) / 1000);
        }

        return new Mask(picture.Width, picture.Height, values);
    }

    /// <summary>The mask as a grey picture.</summary>
    public Picture ToPicture()
    {
        var pixels = new byte[_values.Length * Picture.Channels];
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = _values[i / Picture.Channels];
        }

        return Picture.Own(Width, Height, pixels);
    }

    public Mask Invert() => new(Width, Height, Array.ConvertAll(_values, value => (byte)(byte.MaxValue - value)));

    /// <summary>What either of two masks of one size makes anew.</summary>
    public Mask Or(Mask other)
    {
        var values = new byte[_values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = Math.Max(_values[i], other._values[i]);
        }

        return new Mask(Width, Height, values);
    }

    /// <summary>Stretches it. What is 0 stays 0: nothing rings.</summary>
    public Mask Resize(int width, int height) =>
        (width, height) == (Width, Height) ? this : Of(PictureCodec.Resize(ToPicture(), width, height, ResizeKernel.Linear));

    /// <summary>The share of each square of pixels that is made anew, 0 to 1.</summary>
    /// <param name="factor">The square's side; both sides are multiples of it.</param>
    public double[] Cells(int factor)
    {
        var across = Width / factor;
        var sums = new double[across * (Height / factor)];
        for (var y = 0; y < Height; y++)
        {
            for (var x = 0; x < Width; x++)
            {
                sums[(y / factor * across) + (x / factor)] += _values[(y * Width) + x];
            }
        }

        return Array.ConvertAll(sums, sum => sum / (byte.MaxValue * (double)factor * factor));
    }
}
