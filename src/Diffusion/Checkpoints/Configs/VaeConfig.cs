namespace Atelier.Diffusion.Checkpoints;

/// <summary>The shape of a variational autoencoder: diffusers' <c>AutoencoderKL</c>. Lists run from the picture to the latent.</summary>
public sealed record VaeConfig
{
    /// <summary>Colour channels. Default 3.</summary>
    public int InChannels { get; init; } = 3;

    /// <summary>Latent channels. Default 4.</summary>
    public int LatentChannels { get; init; } = 4;

    /// <summary>Channels of each level; the latent is smaller by 2 to the power of their number − 1.</summary>
    public required IReadOnlyList<int> BlockOutChannels { get; init; }

    /// <summary>Residual blocks of a level in the encoder; one more in the decoder. Default 2.</summary>
    public int LayersPerBlock { get; init; } = 2;

    /// <summary>Groups of the group norms. Default 32.</summary>
    public int NormNumGroups { get; init; } = 32;

    /// <summary>What a latent is multiplied by between encoder and UNet. Default 0.18215 (SDXL 0.13025).</summary>
    public double ScalingFactor { get; init; } = 0.18215;

    /// <summary>Whether the middle block has an attention. Default true.</summary>
    public bool MidBlockAttention { get; init; } = true;

    /// <summary>Whether a 1×1 convolution stands before the decoder and after the encoder (quant_conv). Default true.</summary>
    public bool QuantConv { get; init; } = true;

    /// <summary>Pixels a latent value stands for, in each direction: 8 for Stable Diffusion.</summary>
    public int Factor => 1 << (BlockOutChannels.Count - 1);
}
