using Atelier.ControlNet.Rasters;
using Atelier.Imaging;
using Atelier.Preprocessing;

namespace Atelier.ControlNet.Preprocessors;

/// <summary>The gradient's magnitude at three scales, each by its own strongest edges: soft lines without a network.</summary>
internal sealed class SoftEdge : IPreprocessor
{
    private const int Scales = 3;

    // Of all pixels: their edges are white.
    private const double Strongest = 0.02;

    private const int StepsALevel = 64;

    // Smaller slopes are noise of flat surfaces, a level or two a pixel.
    private const float LeastUnit = 4;

    public string Name => "softedge";

    public string Label => "softedge (gradient, no network)";

    public string Description => "Soft edges, white on black: the gradient at three scales. Not HED or PiDiNet, which are networks.";

    public string ControlType => "SoftEdge";

    public IReadOnlyList<PartOption> Options { get; } =
        [new("sigma", 1, 0.3, 16, "The finest scale, pixels: more is softer and leaves small things out.")];

    public Picture Process(Picture picture, PreprocessingContext context)
    {
        var luma = Grey.Luma(picture);
        var sum = new Raster(picture.Width, picture.Height, 1);
        var sigma = context.Options["sigma"];
        for (var scale = 0; scale < Scales; scale++, sigma *= 2)
        {
            var edges = Gradient(GaussianBlur.Blur(luma, sigma, context.Cancellation));
            var unit = Math.Max(LeastUnit / (float)sigma, Quantile(edges));
            for (var i = 0; i < edges.Length; i++)
            {
                sum.Values[i] += Math.Min(1, edges[i] / unit) * 255 / Scales;
            }
        }

        return sum.ToPicture();
    }

    // Central differences; beyond the border the picture goes on as it ends.
    private static float[] Gradient(Raster raster)
    {
        var (width, height, values) = (raster.Width, raster.Height, raster.Values);
        var edges = new float[values.Length];
        for (var y = 0; y < height; y++)
        {
            var (above, below) = (Math.Max(0, y - 1) * width, Math.Min(height - 1, y + 1) * width);
            for (var x = 0; x < width; x++)
            {
                var across = values[(y * width) + Math.Min(width - 1, x + 1)] - values[(y * width) + Math.Max(0, x - 1)];
                var down = values[below + x] - values[above + x];
                edges[(y * width) + x] = MathF.Sqrt((across * across) + (down * down)) / 2;
            }
        }

        return edges;
    }

    private static float Quantile(float[] values)
    {
        // Slopes of 0 to 255 in fine steps: counting is far cheaper than sorting.
        var counts = new int[(byte.MaxValue * StepsALevel) + 1];
        foreach (var value in values)
        {
            counts[(int)(Math.Min(value, byte.MaxValue) * StepsALevel)]++;
        }

        var step = counts.Length - 1;
        for (var above = counts[step]; step > 0 && above <= values.Length * Strongest; above += counts[step])
        {
            step--;
        }

        return (float)step / StepsALevel;
    }
}
