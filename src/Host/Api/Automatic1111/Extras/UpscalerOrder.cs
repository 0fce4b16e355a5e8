using Atelier.Diffusion.Pipeline.Upscale;

namespace Atelier.Host.Api.Automatic1111.Extras;

/// <summary>
/// The upscalers of pictures in the order that AUTOMATIC1111 lists them, by which scripts count them too: <c>None</c> first.
/// </summary>
internal static class UpscalerOrder
{
    public static IReadOnlyList<UpscalerEntry> Of(IEnumerable<UpscalerEntry> upscalers) =>
        [.. upscalers.Where(upscaler => !upscaler.IsLatent).OrderByDescending(upscaler => upscaler.Name == "none")];
}
