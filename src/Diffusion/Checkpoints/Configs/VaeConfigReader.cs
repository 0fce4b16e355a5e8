namespace Atelier.Diffusion.Checkpoints;

/// <summary>An autoencoder's shape: what the weights tell is taken from them, the rest from config.json, else from the family.</summary>
internal static class VaeConfigReader
{
    private static readonly (string Name, string Known)[] Known = 
    [
        ("act_fn", "\"silu\""), ("shift_factor", "null"), ("latents_mean", "null"), ("latents_std", "null"),
    ];

    private const int UsualGroups = 32;

    /// <summary>Reads a shape.</summary>
    /// <param name="weights">Of the autoencoder.</param>
    /// <param name="config">Its config.json; null where it has none.</param>
    /// <param name="family">Of the model.</param>
    /// <param name="like">One that it stands in for, which tells what neither weights nor config do; null for what the family has.</param>
    /// <exception cref="CheckpointException">The config.json is wrong, or contradicts the weights.</exception>
    public static VaeConfig Read(MappedWeights weights, ConfigFile? config, ModelFamily family, VaeConfig? like = null)
    {
        var derived = new VaeConfig
        {
            InChannels = weights.Size("encoder.conv_in.weight", 1),
            LatentChannels = weights.Size("decoder.conv_in.weight", 1),
            BlockOutChannels = weights.Channels("encoder.down_blocks.{0}.resnets.0.conv1.weight"),
            LayersPerBlock = weights.Count("encoder.down_blocks.0.resnets.{0}.conv1.weight", max: 8),
            MidBlockAttention = weights.Find("decoder.mid_block.attentions.0.to_q.weight") is not null,
            QuantConv = weights.Find("post_quant_conv.weight") is not null,
            ScalingFactor = like?.ScalingFactor ?? Families.ScalingFactor(family),
            NormNumGroups = like?.NormNumGroups ?? UsualGroups,
        };
        if (config is not null)
        {
            config.Require(Known);
            config.Agree("latent_channels", config.OptionalInt("latent_channels"), derived.LatentChannels);
            config.Agree("layers_per_block", config.OptionalInt("layers_per_block"), derived.LayersPerBlock);
            derived = derived with
            {
                NormNumGroups = config.Int("norm_num_groups", derived.NormNumGroups),
                ScalingFactor = config.Number("scaling_factor", derived.ScalingFactor),
            };
        }

        foreach (var channels in derived.BlockOutChannels)
        {
            weights.CheckDivides("groups", derived.NormNumGroups, channels);
        }

        return derived;
    }
}
