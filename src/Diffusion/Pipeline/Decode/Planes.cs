using Atelier.Imaging;

namespace Atelier.Diffusion.Pipeline.Decode;

/// <summary>Values in planes: channels × height × width, row-major.</summary>
/// <param name="Values">All planes.</param>
/// <param name="Channels">Planes.</param>
/// <param name="Height">Rows.</param>
/// <param name="Width">Values in a row.</param>
public sealed record Planes(float[] Values, int Channels, int Height, int Width)
{
    /// <summary>A picture's red, green and blue planes, −1 (black) to 1.</summary>
    /// <param name="picture">Its pixels.</param>
    public static Planes Of(Picture picture)
    {
        var pixels = picture.Pixels;
        var plane = picture.Width * picture.Height;
        var values = new float[pixels.Length];
        for (var i = 0; i < pixels.Length; i++)
        {
            values[(i % Picture.Channels * plane) + (i / Picture.Channels)] = (pixels[i] / 127.5f) - 1;
        }

        return new Planes(values, Picture.Channels, picture.Height, picture.Width);
    }

    /// <summary>A copy of the part that a tile covers. What reaches beyond the right or lower edge goes on at the other.</summary>
    internal Planes Cut(Tile tile)
    {
        var cut = new float[Channels * tile.Height * tile.Width];
        for (var channel = 0; channel < Channels; channel++)
        {
            for (var y = 0; y < tile.Height; y++)
            {
                var row = Values.AsSpan(((channel * Height) + ((tile.Top + y) % Height)) * Width, Width);
                var target = cut.AsSpan(((channel * tile.Height) + y) * tile.Width, tile.Width);
                var before = Math.Min(tile.Width, Width - tile.Left);
                row.Slice(tile.Left, before).CopyTo(target);
                row[..(tile.Width - before)].CopyTo(target[before..]);
            }
        }

        return new Planes(cut, Channels, tile.Height, tile.Width);
    }
}
