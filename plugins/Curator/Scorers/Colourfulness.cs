using Atelier.Curating;
using Atelier.Imaging;

namespace Atelier.Curator.Scorers;

/// <summary>
/// Hasler and Süsstrunk 2003, "Measuring colourfulness in natural images": the deviation of the opponent colours plus 0.3 times their mean.
/// </summary>
internal sealed class Colourfulness : IPictureScorer
{
    private const double MeanWeight = 0.3;

    public string Name => "colourfulness";

    public string Label => "Colourfulness";

    public IReadOnlyList<string> Aliases => ["colorfulness"];

    public string Description => "Hasler and Süsstrunk 2003: 0 is grey, 45 quite colourful, 109 and above extremely colourful.";

    // The highest mark of the scale that people's judgements gave.
    public double Maximum => 109;

    public double Score(Picture picture, CuratingContext context)
    {
        var (rg, yb) = (default(Spread), default(Spread));
        var pixels = picture.Pixels;
        for (var i = 0; i < pixels.Length; i += Picture.Channels)
        {
            var (red, green, blue) = (pixels[i], pixels[i + 1], pixels[i + 2]);
            rg.Add(red - green);
            yb.Add(((red + green) / 2.0) - blue);
        }

        var deviation = Math.Sqrt(rg.Variance + yb.Variance);
        var mean = Math.Sqrt((rg.Mean * rg.Mean) + (yb.Mean * yb.Mean));
        return Math.Min(Maximum, deviation + (MeanWeight * mean));
    }
}
