using Atelier.Generation;
using Atelier.Imaging;
using Atelier.Networks;
using Atelier.Upscalers.Pictures;
using Atelier.Upscalers.Resampling;
using Atelier.Upscaling;

namespace Atelier.Upscalers.Networks;

/// <summary>
/// Networks of <c>models/upscalers</c>: RRDBNet (ESRGAN, Wang et al. 2018; Real-ESRGAN, Wang et al. 2021) and any ONNX file that makes a
/// picture from a picture. As in AUTOMATIC1111 the network runs up to three times until the picture is large enough, and Lanczos gives it
/// its size.
/// </summary>
internal sealed class NetworkUpscaler : IUpscaler
{
    private const int MostPasses = 3;

    public string Name => "esrgan";

    public string Label => "ESRGAN";

    public string Description => "A network of models/upscalers, named by its file: ESRGAN, Real-ESRGAN, or any ONNX upscaler.";

    public IReadOnlyList<ModelFile>? Models(IModelFiles files) => files.List(ModelFileKinds.Upscaler);

    public Picture Upscale(Picture picture, UpscalingContext context)
    {
        var file = context.Model
            ?? throw new RequestException("upscaler", "needs a network: put one into models/upscalers, and name it by its file");
        using var network = PictureNetwork.Open(context.Runtime, file, context.Cancellation);
        for (var pass = 0; pass < MostPasses && (pass == 0 || picture.Width < context.Width || picture.Height < context.Height); pass++)
        {
            var before = picture;
            picture = TiledRun.Upscale(network, picture, context.Progress, context.Cancellation);
            if (picture.Width == before.Width)
            {
                break;
            }
        }

        return PictureResampling.Resample(picture, context.Width, context.Height, Lanczos.Taps, context.Cancellation);
    }
}
