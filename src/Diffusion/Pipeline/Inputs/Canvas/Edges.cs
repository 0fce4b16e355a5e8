using Atelier.Diffusion.Pipeline.Inputs.Masks;
using Atelier.Imaging;

namespace Atelier.Diffusion.Pipeline.Inputs.Canvas;

/// <summary>Pixels on each side of a picture.</summary>
internal readonly record struct Edges(int Left, int Top, int Right, int Bottom)
{
    public bool IsNone => this == default;

    /// <summary>The picture with its outermost pixels repeated outwards.</summary>
    public Picture Repeat(Picture picture)
    {
        var (width, height) = (Left + picture.Width + Right, Top + picture.Height + Bottom);
        var pixels = new byte[width * height * Picture.Channels];
        for (var y = 0; y < height; y++)
        {
            var from = Math.Clamp(y - Top, 0, picture.Height - 1) * picture.Width;
            for (var x = 0; x < width; x++)
            {
                var at = (from + Math.Clamp(x - Left, 0, picture.Width - 1)) * Picture.Channels;
                picture.Pixels.Slice(at, Picture.Channels).CopyTo(pixels.AsSpan(((y * width) + x) * Picture.Channels));
            }
        }

        return Picture.Own(width, height, pixels);
    }

    /// <summary>A mask with more pixels around it, all of one value.</summary>
    public Mask Add(Mask mask, byte value)
    {
        var (width, height) = (Left + mask.Width + Right, Top + mask.Height + Bottom);
        var values = new byte[width * height];
        Array.Fill(values, value);
        for (var y = 0; y < mask.Height; y++)
        {
            mask.Values.Slice(y * mask.Width, mask.Width).CopyTo(values.AsSpan(((Top + y) * width) + Left));
        }

        return Mask.Own(width, height, values);
    }
}
