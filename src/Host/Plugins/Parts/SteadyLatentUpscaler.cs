using Atelier.Tensors;
using Atelier.Upscaling;

namespace Atelier.Host.Plugins;

internal sealed class SteadyLatentUpscaler(ILatentUpscaler? inner) : SteadyPart<ILatentUpscaler>("upscaler", inner), ILatentUpscaler
{
    public Latent Upscale(Latent latent, int width, int height) => Inner.Upscale(latent, width, height);
}
