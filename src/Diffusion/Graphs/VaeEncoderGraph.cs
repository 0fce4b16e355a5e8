using Atelier.Diffusion.Checkpoints;

namespace Atelier.Diffusion.Graphs;

/// <summary>
/// The encoder of diffusers' AutoencoderKL as an ONNX graph. Input: <c>sample</c> [batch, 3, height, width], −1 to 1.
/// Outputs: <c>mean</c> and <c>logvar</c> (held in −30 to 20) of the latent, not yet multiplied by the scaling factor.
/// </summary>
internal static class VaeEncoderGraph
{
    /// <summary>Builds the graph.</summary>
    /// <exception cref="CheckpointException">A weight is missing or has another shape.</exception>
    public static OnnxModel Build(VaeConfig config, IWeights weights, Wrapping wrapping = default)
    {
        var graph = new GraphBuilder("vae_encoder", weights) { Wrapping = wrapping };
        var encoder = graph.Root["encoder"];
        var blocks = new VaeBlocks(config);
        var channels = config.BlockOutChannels;
        var moments = 2 * config.LatentChannels;

        var x = graph.Input("sample", ElementType.Float, "batch", config.InChannels, "height", "width");
        x = encoder["conv_in"].Conv(x, config.InChannels, channels[0]);
        for (var i = 0; i < channels.Count; i++)
        {
            var block = encoder["down_blocks", i];
            x = blocks.Resnets(block, x, channels[Math.Max(i - 1, 0)], channels[i], config.LayersPerBlock);
            x = i == channels.Count - 1 ? x : block.Downsample(x, channels[i], asymmetric: true);
        }

        x = blocks.Middle(encoder["mid_block"], x, channels[^1]);
        x = blocks.Out(encoder, x, channels[^1], moments);
        if (config.QuantConv)
        {
            x = graph.Root["quant_conv"].Conv(x, moments, moments, kernel: 1);
        }

        var halves = graph.Root.Onnx("Split", 2, [x], ("axis", 1), ("num_outputs", 2));
        var logvar = graph.Root.Onnx("Clip", [halves[1], graph.Scalar(-30f), graph.Scalar(20f)]);
        Dimension[] shape = ["batch", config.LatentChannels, "latent_height", "latent_width"];
        graph.Output("mean", halves[0], shape);
        graph.Output("logvar", logvar, shape);
        return graph.Build();
    }
}
