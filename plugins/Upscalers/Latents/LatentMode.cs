using Atelier.Tensors;
using Atelier.Upscalers.Resampling;
using Atelier.Upscaling;

namespace Atelier.Upscalers.Latents;

/// <summary>A mode of torch.nn.functional.interpolate, under AUTOMATIC1111's label.</summary>
/// <param name="name">As requests say it.</param>
/// <param name="label">As AUTOMATIC1111 says it.</param>
/// <param name="description">For lists.</param>
/// <param name="taps">Makes the taps of a line from its two lengths.</param>
internal sealed class LatentMode(string name, string label, string description, Func<int, int, Taps[]> taps) : ILatentUpscaler
{
    public string Name => name;

    public string Label => label;

    public string Description => description;

    public Latent Upscale(Latent latent, int width, int height) => LatentResampling.Resample(latent, width, height, taps);
}
