using Atelier.Tensors;

namespace Atelier.Upscaling;

/// <summary>Makes latents larger, without a detour through pixels. A singleton without state.</summary>
public interface ILatentUpscaler : INamed
{
    /// <summary>Enlarges a latent.</summary>
    /// <param name="latent">[batch, channels, height, width].</param>
    /// <param name="width">Latent columns to make.</param>
    /// <param name="height">Latent rows to make.</param>
    Latent Upscale(Latent latent, int width, int height);
}
