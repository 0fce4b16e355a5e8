using Atelier.Imaging;

namespace Atelier.Diffusion.Pipeline.Grids;

/// <summary>A white picture that others are laid on.</summary>
internal sealed class Canvas
{
    private readonly byte[] _pixels;
    private readonly int _width;
    private readonly int _height;

    public Canvas(int width, int height)
    {
        PictureLimits.Check(width, height);
        (_width, _height) = (width, height);
        _pixels = new byte[width * height * Picture.Channels];
        Array.Fill(_pixels, byte.MaxValue);
    }

    /// <summary>Lays a picture down; what reaches beyond an edge is left away.</summary>
    public void Lay(Picture picture, int left, int top)
    {
        var from = Math.Max(0, -left);
        var length = Math.Min(picture.Width, _width - left) - from;
        for (var y = Math.Max(0, -top); y < picture.Height && top + y < _height && length > 0; y++)
        {
            picture.Pixels.Slice(((y * picture.Width) + from) * Picture.Channels, length * Picture.Channels)
                .CopyTo(_pixels.AsSpan((((top + y) * _width) + left + from) * Picture.Channels));
        }
    }

    /// <summary>The picture. The canvas must not be used afterwards.</summary>
    public Picture Finish() => Picture.Own(_width, _height, _pixels);
}
