namespace Atelier.Diffusion.Checkpoints;

/// <summary>A ControlNet's shape, told as a UNet's is: by its weights, with config.json for what they do not tell.</summary>
internal static class ControlNetConfigReader
{
    private const int TimeIds = 6;
    private const int SizeWidth = 256;
    private const int MaxHintLayers = 16;

    /// <summary>The whole shape.</summary>
    /// <param name="weights">By canonical names.</param>
    /// <param name="config">Its config.json, if it has one.</param>
    /// <exception cref="CheckpointException">A weight is missing, or config.json is wrong or contradicts the weights.</exception>
    public static ControlNetConfig Read(MappedWeights weights, ConfigFile? config)
    {
        var family = Families.Of(FamilyDetector.IdOf(weights));
        var unet = UNetConfigReader.Read(weights, UNetConfigReader.Derive(weights, family), config, PooledWidth(weights, config));
        var result = new ControlNetConfig(
            family.Id,
            unet,
            HintChannels(weights),
            config?.Flag("global_pool_conditions", fallback: false)
                ?? weights.Label.Contains("shuffle", StringComparison.OrdinalIgnoreCase));
        return ExpectedControlNet.Of(result).Problems(weights).ToList() is { Count: > 0 } missing
            ? throw CheckpointException.For(
                weights.Label,
                $"incomplete: {string.Join(", ", missing.Take(5))}{(missing.Count > 5 ? $" and {missing.Count - 5} more" : "")}")
            : result;
    }

    private static List<int> HintChannels(MappedWeights weights)
    {
        const string module = "controlnet_cond_embedding";
        List<int> channels = [weights.Size($"{module}.conv_in.weight", 1), weights.Size($"{module}.conv_in.weight", 0)];
        var layers = weights.Count(module + ".blocks.{0}.weight", MaxHintLayers);
        for (var i = 1; i < layers; i += 2)
        {
            channels.Add(weights.Size($"{module}.blocks.{i}.weight", 0));
        }

        return channels;
    }

    private static int? PooledWidth(MappedWeights weights, ConfigFile? config) =>
        weights.OptionalSize("add_embedding.linear_1.weight", 1) is not { } width ? null
        : width - (TimeIds * (config?.Int("addition_time_embed_dim", SizeWidth) ?? SizeWidth));
}
