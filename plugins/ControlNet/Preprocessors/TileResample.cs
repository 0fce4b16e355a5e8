using Atelier.ControlNet.Rasters;
using Atelier.Imaging;
using Atelier.Preprocessing;

namespace Atelier.ControlNet.Preprocessors;

internal sealed class TileResample : IPreprocessor
{
    public string Name => "tile_resample";

    public IReadOnlyList<string> Aliases => ["tile"];

    public string Description => "The picture with its details taken out: made smaller, and large again.";

    public string ControlType => "Tile";

    public bool KeepsSize => true;

    public IReadOnlyList<PartOption> Options { get; } =
        [new("down_sampling_rate", 1, 1, 8, "How many times smaller; 1 leaves the picture as it is.")];

    public Picture Process(Picture picture, PreprocessingContext context)
    {
        var rate = context.Options["down_sampling_rate"];
        var (width, height) = (Math.Max(1, (int)(picture.Width / rate)), Math.Max(1, (int)(picture.Height / rate)));
        if (width == picture.Width && height == picture.Height)
        {
            return picture;
        }

        var small = Resampling.Resize(Raster.Of(picture), width, height, context.Cancellation);
        return Resampling.Resize(small, picture.Width, picture.Height, context.Cancellation).ToPicture();
    }
}
