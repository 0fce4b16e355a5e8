using Atelier.Imaging;
using Atelier.Upscalers.Resampling;
using Atelier.Upscaling;

namespace Atelier.Upscalers.Pictures;

internal sealed class Nearest : IUpscaler
{
    public string Name => "nearest";

    public string Label => "Nearest";

    public string Description => "Each pixel repeated: for pixel art.";

    public Picture Upscale(Picture picture, UpscalingContext context) =>
        PictureResampling.Resample(picture, context.Width, context.Height, Taps.NearestExact, context.Cancellation);
}
