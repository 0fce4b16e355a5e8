using Atelier.ControlNet.Rasters;
using Atelier.Imaging;
using Atelier.Preprocessing;

namespace Atelier.ControlNet.Preprocessors;

/// <summary>
/// Canny (1986) as OpenCV computes it: Sobel of 3 × 3, the sum of absolute derivatives, of the channel where that is largest.
/// </summary>
internal sealed class Canny : IPreprocessor
{
    public string Name => "canny";

    public string Description => "Edges of one pixel, white on black (Canny 1986, as OpenCV computes it).";

    public string ControlType => "Canny";

    public IReadOnlyList<PartOption> Options { get; } =
    [
        new("low", 100, 1, 1020, "How steep an edge goes on, beside one that begins."),
        new("high", 200, 1, 1020, "How steep an edge begins."),
    ];

    public Picture Process(Picture picture, PreprocessingContext context)
    {
        var (low, high) = ((int)context.Options["low"], (int)context.Options["high"]);
        var slopes = Slopes.Of(picture, context.Cancellation);
        var marks = CannyEdges.Mark(slopes, Math.Min(low, high), Math.Max(low, high), context.Cancellation);
        return Grey.ToPicture(marks, picture.Width, picture.Height);
    }
}
