using Atelier.Imaging;

namespace Atelier.Upscalers.Networks;

/// <summary>
/// Puts tiles together: each weighs less towards its edges, except at the picture's own, and the sum is divided by the weights.
/// </summary>
internal sealed class TileCanvas
{
    private const float Levels = 255;

    private readonly int _width;
    private readonly int _height;
    private readonly int _overlap;
    private readonly float[] _sum;
    private readonly float[] _weight;

    public TileCanvas(int width, int height, int overlap)
    {
        PictureLimits.Check(width, height);
        (_width, _height, _overlap) = (width, height, Math.Max(overlap, 1));
        _sum = new float[width * height * Picture.Channels];
        _weight = new float[width * height];
    }

    /// <summary>Adds a tile at its place; what reaches beyond the picture is left away.</summary>
    public void Add(Tile tile, int top, int left)
    {
        for (var y = 0; y < tile.Height && top + y < _height; y++)
        {
            var row = Ramp(y, tile.Height, top == 0, top + tile.Height >= _height);
            for (var x = 0; x < tile.Width && left + x < _width; x++)
            {
                var weight = row * Ramp(x, tile.Width, left == 0, left + tile.Width >= _width);
                var pixel = ((top + y) * _width) + left + x;
                _weight[pixel] += weight;
                for (var channel = 0; channel < Picture.Channels; channel++)
                {
                    _sum[(pixel * Picture.Channels) + channel] += weight * tile.Values[(((channel * tile.Height) + y) * tile.Width) + x];
                }
            }
        }
    }

    /// <summary>The whole picture. Every place must have been covered.</summary>
    public Picture Finish()
    {
        var pixels = new byte[_sum.Length];
        for (var i = 0; i < pixels.Length; i++)
        {
            var level = _sum[i] / _weight[i / Picture.Channels] * Levels;
            pixels[i] = float.IsNaN(level)
                ? throw new PictureException(
                    "The upscaler gave values that are not numbers (NaN): its weights or their precision do not work here.")
                : (byte)MathF.Round(Math.Clamp(level, 0, Levels));
        }

        return Picture.Own(_width, _height, pixels);
    }

    private float Ramp(int position, int length, bool first, bool last)
    {
        var before = first ? 1 : (position + 0.5f) / _overlap;
        var after = last ? 1 : (length - position - 0.5f) / _overlap;
        return Math.Min(1, Math.Min(before, after));
    }
}
