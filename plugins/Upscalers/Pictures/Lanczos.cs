using Atelier.Imaging;
using Atelier.Upscalers.Resampling;
using Atelier.Upscaling;

namespace Atelier.Upscalers.Pictures;

internal sealed class Lanczos : IUpscaler
{
    public string Name => "lanczos";

    public string Label => "Lanczos";

    public string Description => "Lanczos, three lobes: sharp, and quick.";

    public static Taps[] Taps(int from, int to) => Resampling.Taps.Antialiased(from, to, Kernels.Lanczos);

    public Picture Upscale(Picture picture, UpscalingContext context) =>
        PictureResampling.Resample(picture, context.Width, context.Height, Taps, context.Cancellation);
}
