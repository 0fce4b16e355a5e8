using Atelier.Imaging;

namespace Atelier.ControlNet.Rasters;

/// <summary>A picture in numbers, row by row, channels side by side; of 0 to 255 where nothing else is said.</summary>
internal sealed class Raster(int width, int height, int channels, float[] values)
{
    public Raster(int width, int height, int channels)
        : this(width, height, channels, new float[width * height * channels])
    {
    }

    public int Width { get; } = width;

    public int Height { get; } = height;

    public int Channels { get; } = channels;

    public float[] Values { get; } = values;

    /// <summary>Numbers a row.</summary>
    public int Stride => Width * Channels;

    public static Raster Of(Picture picture)
    {
        var raster = new Raster(picture.Width, picture.Height, Picture.Channels);
        var pixels = picture.Pixels;
        for (var i = 0; i < raster.Values.Length; i++)
        {
            raster.Values[i] = pixels[i];
        }

        return raster;
    }

    public Span<float> Row(int y) => Values.AsSpan(y * Stride, Stride);

    /// <summary>To the nearest levels; one channel becomes grey.</summary>
    public Picture ToPicture()
    {
        var pixels = new byte[Width * Height * Picture.Channels];
        for (var i = 0; i < pixels.Length; i++)
        {
            var value = Values[Channels == Picture.Channels ? i : i / Picture.Channels];
            pixels[i] = (byte)MathF.Round(Math.Clamp(value, 0, byte.MaxValue));
        }

        return Picture.Own(Width, Height, pixels);
    }
}
