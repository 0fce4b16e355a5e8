using Atelier.Plugins;
using Atelier.Upscalers.Latents;
using Atelier.Upscalers.Networks;
using Atelier.Upscalers.Pictures;

namespace Atelier.Upscalers;

/// <summary>The upscalers that come with Atelier.</summary>
public sealed class UpscalersPlugin : IPlugin
{
    /// <inheritdoc/>
    public void Configure(IPluginBuilder builder)
    {
        builder
            .AddUpscaler<NoUpscaler>()
            .AddUpscaler<Lanczos>()
            .AddUpscaler<Bicubic>()
            .AddUpscaler<Nearest>()
            .AddUpscaler<NetworkUpscaler>();
        foreach (var mode in LatentModes.All)
        {
            builder.AddLatentUpscaler(mode);
        }
    }
}
