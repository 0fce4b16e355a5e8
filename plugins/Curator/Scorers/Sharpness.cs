using Atelier.Curating;
using Atelier.Imaging;

namespace Atelier.Curator.Scorers;

/// <summary>
/// The variance of the Laplacian (Pech-Pacheco et al. 2000, "Diatom autofocusing in brightfield microscopy"): edges make it large, blur
/// small. It has no upper end; v / (v + 500) gives it one, with a half where photographs are well in focus.
/// </summary>
internal sealed class Sharpness : IPictureScorer
{
    private const double Half = 500;

    public string Name => "sharpness";

    public string Label => "Sharpness";

    public string Description => "How sharp the edges are: the variance of the Laplacian, v / (v + 500). Noise counts as sharp too.";

    public double Score(Picture picture, CuratingContext context)
    {
        var luma = Luma.Of(picture);
        var width = picture.Width;
        var laplacian = default(Spread);
        for (var y = 1; y < picture.Height - 1; y++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            for (var x = 1; x < width - 1; x++)
            {
                var i = (y * width) + x;
                laplacian.Add(luma[i - 1] + luma[i + 1] + luma[i - width] + luma[i + width] - (4 * luma[i]));
            }
        }

        return laplacian.Variance / (laplacian.Variance + Half);
    }
}
