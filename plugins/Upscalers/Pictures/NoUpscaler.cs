using Atelier.Imaging;
using Atelier.Upscalers.Resampling;
using Atelier.Upscaling;

namespace Atelier.Upscalers.Pictures;

/// <summary>For programs that send AUTOMATIC1111's <c>None</c>, which stretches a picture by Lanczos wherever a size is needed.</summary>
internal sealed class NoUpscaler : IUpscaler
{
    public string Name => "none";

    public string Label => "None";

    public string Description => "No upscaler of its own: where another size is needed, Lanczos as in AUTOMATIC1111.";

    public Picture Upscale(Picture picture, UpscalingContext context) =>
        PictureResampling.Resample(picture, context.Width, context.Height, Lanczos.Taps, context.Cancellation);
}
