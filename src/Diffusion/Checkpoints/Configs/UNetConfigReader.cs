namespace Atelier.Diffusion.Checkpoints;

/// <summary>
/// A UNet's shape: what the weights tell is taken from them, the rest from config.json, and where both tell, they must agree.
/// Without a config.json the family's defaults stand in.
/// </summary>
internal static class UNetConfigReader
{
    // Original size, cut and target size; a refiner has a score in the place of the target size.
    private const int TimeIds = 6;
    private const int RefinerTimeIds = 5;
    private const int MaxLayers = 32;
    private const int MaxResiduals = 8;

    private static readonly (string Name, string Known)[] Known =
    [
        ("act_fn", "\"silu\""),
        ("addition_embed_type", "\"text_time\""),
        ("attention_type", "\"default\""),
        ("center_input_sample", "false"),
        ("conv_in_kernel", "3"),
        ("conv_out_kernel", "3"),
        ("dual_cross_attention", "false"),
        ("mid_block_type", "\"UNetMidBlock2DCrossAttn\""),
        ("only_cross_attention", "false"),
        ("resnet_skip_time_act", "false"),
        ("resnet_time_scale_shift", "\"default\""),
        ("time_embedding_type", "\"positional\""),
    ];

    private static readonly string[] Unknown = ["class_embed_type", "encoder_hid_dim_type", "num_class_embeds", "time_embedding_act_fn",
        "timestep_post_act"];

    /// <summary>What the weights alone tell. Heads and sample size are the family's defaults.</summary>
    public static UNetConfig Derive(MappedWeights weights, ModelFamily family)
    {
        var channels = weights.Channels("down_blocks.{0}.resnets.0.conv1.weight");
        IReadOnlyList<int> layers = [.. channels.Select((_, level) =>
            weights.Count($"down_blocks.{level}.attentions.0.transformer_blocks.{{0}}.norm1.weight", MaxLayers))];
        var middle = weights.Count("mid_block.attentions.0.transformer_blocks.{0}.norm1.weight", MaxLayers);
        var attention = layers.ToList().FindIndex(count => count > 0);
        var first = attention >= 0 ? $"down_blocks.{attention}.attentions.0" : "mid_block.attentions.0";
        var inputs = weights.Size("conv_in.weight", 1);
        return new UNetConfig
        {
            InChannels = inputs,
            OutChannels = weights.OptionalSize("conv_out.weight", 0) ?? inputs,
            SampleSize = Families.SampleSize(family, PredictionTypes.Epsilon),
            BlockOutChannels = channels,
            TransformerLayers = layers,
            MidTransformerLayers = middle,
            Heads = Families.UNetHeads(family, channels),
            LayersPerBlock = weights.Count("down_blocks.0.resnets.{0}.conv1.weight", MaxResiduals),
            CrossAttentionDim = weights.Size($"{first}.transformer_blocks.0.attn2.to_k.weight", 1),
            UseLinearProjection = weights.Find($"{first}.proj_in.weight") is { Shape.Count: 2 },
            ProjectionClassEmbeddingsInputDim = weights.OptionalSize("add_embedding.linear_1.weight", 1),
            TimeCondProjDim = weights.OptionalSize("time_embedding.cond_proj.weight", 1),
        };
    }

    /// <summary>Whether a config.json found by its place is this UNet's own.</summary>
    public static bool Describes(ConfigFile config, UNetConfig derived) =>
        (config.Ints("block_out_channels", derived.BlockOutChannels.Count)?.SequenceEqual(derived.BlockOutChannels) ?? false)
        && config.OptionalInt("cross_attention_dim") == derived.CrossAttentionDim;

    /// <summary>The whole shape.</summary>
    /// <param name="weights">The UNet's weights.</param>
    /// <param name="derived">What they tell.</param>
    /// <param name="config">Its config.json, if it has one.</param>
    /// <param name="pooledDim">The width of the pooled text embedding that text_time conditioning takes; null for families without.</param>
    /// <param name="isRefiner">Whether it is an SDXL refiner's.</param>
    /// <exception cref="CheckpointException">The config.json is wrong, or contradicts the weights.</exception>
    public static UNetConfig Read(MappedWeights weights, UNetConfig derived, ConfigFile? config, int? pooledDim, bool isRefiner = false)
    {
        var result = WithTimeIds(weights, derived, pooledDim, isRefiner ? RefinerTimeIds : TimeIds);
        if (config is not null)
        {
            CheckAgainst(config, result);
            var levels = derived.BlockOutChannels.Count;
            result = result with
            {
                Heads = config.Ints("num_attention_heads", levels) ?? config.Ints("attention_head_dim", levels) ?? derived.Heads,
                SampleSize = config.Int("sample_size", derived.SampleSize),
                NormNumGroups = config.Int("norm_num_groups", derived.NormNumGroups),
                NormEps = (float)config.Number("norm_eps", derived.NormEps),
                FlipSinToCos = config.Flag("flip_sin_to_cos", derived.FlipSinToCos),
                FreqShift = (float)config.Number("freq_shift", derived.FreqShift),
            };
        }

        foreach (var (heads, channels) in result.Heads.Zip(result.BlockOutChannels))
        {
            weights.CheckDivides("heads", heads, channels);
            weights.CheckDivides("groups", result.NormNumGroups, channels);
        }

        return result;
    }

    private static UNetConfig WithTimeIds(MappedWeights weights, UNetConfig derived, int? pooledDim, int timeIds)
    {
        if (derived.ProjectionClassEmbeddingsInputDim is not { } width || pooledDim is not { } pooled)
        {
            return derived;
        }

        return width > pooled && (width - pooled) % timeIds == 0
            ? derived with { AdditionTimeEmbedDim = (width - pooled) / timeIds }
            : throw CheckpointException.For(
                weights.Label,
                $"its text_time embedding of {width} does not fit a pooled text embedding of {pooled} and {timeIds} numbers");
    }

    private static void CheckAgainst(ConfigFile config, UNetConfig derived)
    {
        config.Require(Known);
        config.Require(Unknown.Select(name => (name, "null")));
        config.Agree(
            "block_out_channels", Join(config.Ints("block_out_channels", derived.BlockOutChannels.Count)), Join(derived.BlockOutChannels));
        config.Agree("in_channels", config.OptionalInt("in_channels"), derived.InChannels);
        config.Agree("cross_attention_dim", config.OptionalInt("cross_attention_dim"), derived.CrossAttentionDim);
        config.Agree("layers_per_block", config.OptionalInt("layers_per_block"), derived.LayersPerBlock);
        config.Agree(
            "addition_time_embed_dim", config.OptionalInt("addition_time_embed_dim") ?? derived.AdditionTimeEmbedDim,
            derived.AdditionTimeEmbedDim);
    }

    private static string? Join(IReadOnlyList<int>? list) => list is null ? null : string.Join(", ", list);
}
