using Atelier.Imaging;

namespace Atelier.Diffusion.Pipeline.Inputs.Masks;

/// <summary>Lays what was made over what was there, by a mask.</summary>
internal static class Composite
{
    /// <summary>Blends two pictures of the mask's size. Where the mask is 0 the old pixel stays, bit for bit.</summary>
    public static Picture Over(Picture kept, Picture made, Mask mask)
    {
        var pixels = kept.Pixels.ToArray();
        for (var i = 0; i < pixels.Length; i++)
        {
            var share = mask.Values[i / Picture.Channels];
            pixels[i] = share == byte.MaxValue
                ? made.Pixels[i]
                : (byte)(((pixels[i] * (byte.MaxValue - share)) + (made.Pixels[i] * share) + (byte.MaxValue / 2)) / byte.MaxValue);
        }

        return Picture.Own(kept.Width, kept.Height, pixels);
    }
}
