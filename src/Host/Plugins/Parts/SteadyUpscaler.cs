using Atelier.Imaging;
using Atelier.Networks;
using Atelier.Upscaling;

namespace Atelier.Host.Plugins;

internal sealed class SteadyUpscaler(IUpscaler? inner) : SteadyPart<IUpscaler>("upscaler", inner), IUpscaler
{
    public IReadOnlyList<ModelFile>? Models(IModelFiles files) => Inner.Models(files);

    public Picture Upscale(Picture picture, UpscalingContext context) => Inner.Upscale(picture, context);
}
