using Atelier.Imaging;

namespace Atelier.Diffusion.Pipeline.Inputs.Masks;

/// <summary>A part of a picture, pixels.</summary>
internal readonly record struct Region(int Left, int Top, int Width, int Height)
{
    public Picture Cut(Picture picture) => picture.Crop(Left, Top, Width, Height);

    public Mask Cut(Mask mask)
    {
        var values = new byte[Width * Height];
        for (var y = 0; y < Height; y++)
        {
            mask.Values.Slice(((Top + y) * mask.Width) + Left, Width).CopyTo(values.AsSpan(y * Width));
        }

        return Mask.Own(Width, Height, values);
    }

    /// <summary>The picture with this part replaced.</summary>
    /// <param name="picture">The whole.</param>
    /// <param name="part">As large as this.</param>
    public Picture Paste(Picture picture, Picture part)
    {
        var pixels = picture.Pixels.ToArray();
        var row = Width * Picture.Channels;
        for (var y = 0; y < Height; y++)
        {
            part.Pixels.Slice(y * row, row).CopyTo(pixels.AsSpan((((Top + y) * picture.Width) + Left) * Picture.Channels));
        }

        return Picture.Own(picture.Width, picture.Height, pixels);
    }
}
