using Atelier.ControlNet.Rasters;
using Atelier.Imaging;
using Atelier.Preprocessing;

namespace Atelier.ControlNet.Preprocessors;

/// <summary>Content shuffle (Zhang 2023, ControlNet 1.1): each pixel comes from somewhere else, by a smooth field of noise.</summary>
internal sealed class Shuffle : IPreprocessor
{
    // How far apart the noise's values are, pixels.
    private const int Step = 256;

    public string Name => "shuffle";

    public string Description => "The picture's colours and textures without its shapes: warped by smooth noise from the seed.";

    public string ControlType => "Shuffle";

    public Picture Process(Picture picture, PreprocessingContext context)
    {
        var (width, height) = (picture.Width, picture.Height);
        var random = new SplitMix(context.Seed);
        var across = Field(width, height, ref random, context.Cancellation);
        var down = Field(width, height, ref random, context.Cancellation);
        var pixels = new byte[picture.Pixels.Length];
        for (var y = 0; y < height; y++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            for (var x = 0; x < width; x++)
            {
                var i = (y * width) + x;
                Take(picture, across[i] * (width - 1), down[i] * (height - 1), pixels.AsSpan(i * Picture.Channels, Picture.Channels));
            }
        }

        return Picture.Own(width, height, pixels);
    }

    // Smooth noise that reaches from 0 to 1.
    private static float[] Field(int width, int height, ref SplitMix random, CancellationToken cancellation)
    {
        var grid = new Raster((width / Step) + 2, (height / Step) + 2, 1);
        for (var i = 0; i < grid.Values.Length; i++)
        {
            grid.Values[i] = random.Next();
        }

        var large = Resampling.Resize(grid, width + (2 * Step), height + (2 * Step), cancellation);
        var field = new float[width * height];
        for (var y = 0; y < height; y++)
        {
            large.Row(y + Step).Slice(Step, width).CopyTo(field.AsSpan(y * width));
        }

        var (least, most) = (field.Min(), field.Max());
        return most > least ? Array.ConvertAll(field, value => (value - least) / (most - least)) : new float[field.Length];
    }

    private static void Take(Picture picture, float x, float y, Span<byte> pixel)
    {
        var (left, top) = ((int)x, (int)y);
        var (right, bottom) = (Math.Min(left + 1, picture.Width - 1), Math.Min(top + 1, picture.Height - 1));
        var (fx, fy) = (x - left, y - top);
        for (var channel = 0; channel < Picture.Channels; channel++)
        {
            var upper = At(left, top) + (fx * (At(right, top) - At(left, top)));
            var lower = At(left, bottom) + (fx * (At(right, bottom) - At(left, bottom)));
            pixel[channel] = (byte)MathF.Round(upper + (fy * (lower - upper)));

            float At(int column, int row) => picture.Pixels[(((row * picture.Width) + column) * Picture.Channels) + channel];
        }
    }
}
