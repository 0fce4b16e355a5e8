using Atelier.ControlNet.Rasters;
using Atelier.Imaging;
using Atelier.Preprocessing;

namespace Atelier.ControlNet.Preprocessors;

internal sealed class BlurGaussian : IPreprocessor
{
    public string Name => "blur_gaussian";

    public IReadOnlyList<string> Aliases => ["blur"];

    public string Description => "The picture, blurred.";

    public string ControlType => "Tile";

    public IReadOnlyList<PartOption> Options { get; } = [new("sigma", 9, 0.01, 64, "How far, pixels.")];

    public Picture Process(Picture picture, PreprocessingContext context) =>
        GaussianBlur.Blur(Raster.Of(picture), context.Options["sigma"], context.Cancellation).ToPicture();
}
