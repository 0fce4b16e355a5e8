using Atelier.Tensors;

namespace Atelier.Diffusion.Pipeline.Inputs;

/// <summary>Where a pass begins: from noise alone, or from latents under as much noise as their strength says.</summary>
internal sealed record Beginning
{
    /// <summary>Text to image.</summary>
    public static Beginning Noise { get; } = new();

    /// <summary>What to begin from, [pictures, channels, height, width] in the UNet's scale; null begins from noise alone.</summary>
    public Latent? Latent { get; init; }

    /// <summary>How much of the schedule is walked.</summary>
    public Strength Strength { get; init; } = Strength.Whole;

    /// <summary>What part is made anew; null makes all of it.</summary>
    public LatentMask? Mask { get; init; }

    /// <summary>What a UNet sees beside the noisy latent; null for one that takes no picture.</summary>
    public PictureChannels? Channels { get; init; }

    /// <summary>The latent at the first noise level.</summary>
    /// <param name="noise">Unit noise for each picture.</param>
    /// <param name="sigma">The first level.</param>
    public Latent At(Latent noise, double sigma)
    {
        var clean = Mask is { BeginsFromNoise: true } mask ? mask.Blend(noise) : Latent;
        return clean is null ? noise * sigma : clean + (noise * sigma);
    }
}
