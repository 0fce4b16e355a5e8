namespace Atelier.Diffusion.Checkpoints;

/// <summary>The shape of a UNet: diffusers' <c>UNet2DConditionModel</c>. Lists run from the widest picture to the smallest.</summary>
public sealed record UNetConfig
{
    /// <summary>
    /// 4 for text to image, 9 for inpainting, 8 for instruction editing, 5 for depth; as many as the VAE's in other models.
    /// </summary>
    public required int InChannels { get; init; }

    /// <summary>Latent channels out.</summary>
    public required int OutChannels { get; init; }

    /// <summary>The latent size the model was trained at (pixels / 8): what a request without a size gets.</summary>
    public required int SampleSize { get; init; }

    /// <summary>Channels of each level.</summary>
    public required IReadOnlyList<int> BlockOutChannels { get; init; }

    /// <summary>
    /// Transformer blocks in each attention of a level on the way down; 0 where the level has no attention (<c>DownBlock2D</c>).
    /// </summary>
    public required IReadOnlyList<int> TransformerLayers { get; init; }

    /// <summary>Transformer blocks in the middle block's attention. 0 where there is none.</summary>
    public required int MidTransformerLayers { get; init; }

    /// <summary>
    /// Attention heads of each level. diffusers keeps this number under <c>attention_head_dim</c>, by a mistake it cannot take back.
    /// </summary>
    public required IReadOnlyList<int> Heads { get; init; }

    /// <summary>Residual blocks of a level on the way down; one more on the way up. Default 2.</summary>
    public int LayersPerBlock { get; init; } = 2;

    /// <summary>The width of the text embeddings.</summary>
    public required int CrossAttentionDim { get; init; }

    /// <summary>Whether a transformer's projections are linear (SD 2.x, SDXL) or 1×1 convolutions (SD 1.x).</summary>
    public bool UseLinearProjection { get; init; }

    /// <summary>Groups of the group norms. Default 32.</summary>
    public int NormNumGroups { get; init; } = 32;

    /// <summary>The epsilon of the residual blocks' group norms. Default 1e-5; transformers' own is always 1e-6.</summary>
    public float NormEps { get; init; } = 1e-5f;

    /// <summary>Cosine before sine in the timestep embedding. Default true.</summary>
    public bool FlipSinToCos { get; init; } = true;

    /// <summary>The shift in the timestep embedding's frequencies. Default 0.</summary>
    public float FreqShift { get; init; }

    /// <summary>The width of each of SDXL's six size embeddings; null for families without text_time conditioning.</summary>
    public int? AdditionTimeEmbedDim { get; init; }

    /// <summary>The width of SDXL's text_time embedding before its layers; null for families without.</summary>
    public int? ProjectionClassEmbeddingsInputDim { get; init; }

    /// <summary>The width of the guidance embedding of distilled models (LCM); null for others.</summary>
    public int? TimeCondProjDim { get; init; }
}
