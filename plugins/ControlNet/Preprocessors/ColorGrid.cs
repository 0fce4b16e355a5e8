using Atelier.ControlNet.Rasters;
using Atelier.Imaging;
using Atelier.Preprocessing;

namespace Atelier.ControlNet.Preprocessors;

/// <summary>Which colours are about where: the mean of each cell.</summary>
internal sealed class ColorGrid : IPreprocessor
{
    public string Name => "color";

    public string Label => "t2ia_color_grid";

    public string Description => "A grid of the picture's colours, a cell for each square of 64 pixels.";

    public string ControlType => "T2I-Adapter";

    public IReadOnlyList<PartOption> Options { get; } = [new("cell", 64, 8, 256, "A cell's side, pixels.")];

    public Picture Process(Picture picture, PreprocessingContext context)
    {
        var cell = (int)context.Options["cell"];
        var cells = Resampling.Resize(
            Raster.Of(picture), Math.Max(1, picture.Width / cell), Math.Max(1, picture.Height / cell), context.Cancellation);
        return Resampling.Nearest(cells, picture.Width, picture.Height).ToPicture();
    }
}
