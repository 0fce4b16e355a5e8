using Atelier.Upscalers.Resampling;

namespace Atelier.Upscalers.Latents;

/// <summary>AUTOMATIC1111's latent upscale modes (<c>modules/shared_items.py</c>).</summary>
internal static class LatentModes
{
    public static IReadOnlyList<LatentMode> All { get; } =
    [
        new("latent", "Latent", "The latent itself, bilinear.", (from, to) => Taps.Plain(from, to, Kernels.Triangle)),
        new("latent_antialiased", "Latent (antialiased)", "The latent itself, bilinear, with antialiasing.",
            (from, to) => Taps.Antialiased(from, to, Kernels.Triangle)),
        new("latent_bicubic", "Latent (bicubic)", "The latent itself, bicubic.", (from, to) => Taps.Plain(from, to, Kernels.SharpCubic)),
        new("latent_bicubic_antialiased", "Latent (bicubic antialiased)", "The latent itself, bicubic, with antialiasing.",
            (from, to) => Taps.Antialiased(from, to, Kernels.Cubic)),
        new("latent_nearest", "Latent (nearest)", "The latent itself, each value repeated.", Taps.Nearest),
        new("latent_nearest_exact", "Latent (nearest-exact)", "The latent itself, each value repeated, chosen by its middle.",
            Taps.NearestExact),
    ];
}
