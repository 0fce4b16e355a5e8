using Atelier.Curating;
using Atelier.Imaging;

namespace Atelier.Curator.Scorers;

/// <summary>
/// Root-mean-square contrast (Peli 1990): the deviation of the brightness, which half black and half white has the most of.
/// </summary>
internal sealed class Contrast : IPictureScorer
{
    private const double Most = 127.5;

    public string Name => "contrast";

    public string Label => "Contrast";

    public string Description => "How far brightness spreads: 0 is flat, 1 is half black and half white; photographs lie around 0.5.";

    public double Score(Picture picture, CuratingContext context) => Math.Min(1, Spread.Of(Luma.Of(picture)).Deviation / Most);
}
