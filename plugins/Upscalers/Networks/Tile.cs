using Atelier.Imaging;

namespace Atelier.Upscalers.Networks;

/// <summary>A rectangle of a picture as a network sees it: three planes of levels, 0 to 1.</summary>
internal sealed record Tile(float[] Values, int Height, int Width)
{
    private const float Levels = 255;

    /// <summary>One plane of the three.</summary>
    public float[] Plane(int channel) => Values[(channel * Height * Width)..((channel + 1) * Height * Width)];

    /// <summary>Cuts a tile out. What reaches beyond the picture's edges repeats them.</summary>
    public static Tile Cut(Picture picture, int top, int left, int height, int width)
    {
        var values = new float[PictureNetwork.Channels * height * width];
        for (var y = 0; y < height; y++)
        {
            var row = Math.Min(top + y, picture.Height - 1) * picture.Width;
            for (var x = 0; x < width; x++)
            {
                var pixel = (row + Math.Min(left + x, picture.Width - 1)) * Picture.Channels;
                for (var channel = 0; channel < Picture.Channels; channel++)
                {
                    values[(((channel * height) + y) * width) + x] = picture.Pixels[pixel + channel] / Levels;
                }
            }
        }

        return new Tile(values, height, width);
    }
}
