using Atelier.Diffusion.Checkpoints;

namespace Atelier.Diffusion.Graphs;

/// <summary>
/// The decoder of diffusers' AutoencoderKL as an ONNX graph. Input: <c>latent_sample</c> [batch, latent channels, height, width],
/// already divided by the scaling factor. Output: <c>sample</c> [batch, 3, height × factor, width × factor], about −1 to 1.
/// </summary>
internal static class VaeDecoderGraph
{
    /// <summary>Builds the graph.</summary>
    /// <exception cref="CheckpointException">A weight is missing or has another shape.</exception>
    public static OnnxModel Build(VaeConfig config, IWeights weights, Wrapping wrapping = default)
    {
        var graph = new GraphBuilder("vae_decoder", weights) { Wrapping = wrapping };
        var decoder = graph.Root["decoder"];
        var blocks = new VaeBlocks(config);
        int[] channels = [.. config.BlockOutChannels.Reverse()];

        var x = graph.Input("latent_sample", ElementType.Float, "batch", config.LatentChannels, "latent_height", "latent_width");
        if (config.QuantConv)
        {
            x = graph.Root["post_quant_conv"].Conv(x, config.LatentChannels, config.LatentChannels, kernel: 1);
        }

        x = decoder["conv_in"].Conv(x, config.LatentChannels, channels[0]);
        x = blocks.Middle(decoder["mid_block"], x, channels[0]);
        for (var i = 0; i < channels.Length; i++)
        {
            var block = decoder["up_blocks", i];
            x = blocks.Resnets(block, x, channels[Math.Max(i - 1, 0)], channels[i], config.LayersPerBlock + 1);
            x = i == channels.Length - 1 ? x : block.Upsample(x, channels[i]);
        }

        graph.Output("sample", blocks.Out(decoder, x, channels[^1], config.InChannels), "batch", config.InChannels, "height", "width");
        return graph.Build();
    }
}
