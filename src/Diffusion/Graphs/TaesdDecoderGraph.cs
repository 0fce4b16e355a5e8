using Atelier.Diffusion.Checkpoints;

namespace Atelier.Diffusion.Graphs;

/// <summary>
/// The decoder of TAESD (madebyollin/taesd; diffusers' AutoencoderTiny): a hundredth of the work of the autoencoder that it was trained to
/// be like. Input: <c>latent_sample</c> [batch, channels, height, width], divided by the scaling factor. Output: <c>sample</c>, three
/// channels, about −1 to 1.
/// </summary>
internal static class TaesdDecoderGraph
{
    private const float Clamp = 3;

    /// <summary>Builds the graph.</summary>
    /// <param name="weights">Under diffusers' names.</param>
    /// <param name="scalingFactor">Its own latents are in the UNet's scale; this is that of the autoencoder in whose place it
    /// stands.</param>
    /// <param name="wrapping">What convolutions see beside the picture.</param>
    /// <exception cref="CheckpointException">A weight is missing or has another shape.</exception>
    public static OnnxModel Build(IWeights weights, double scalingFactor = 1, Wrapping wrapping = default)
    {
        var graph = new GraphBuilder("taesd_decoder", weights) { Wrapping = wrapping };
        var root = graph.Root;
        var layers = TaesdLayer.Of(weights, "decoder");
        var x = graph.Input("latent_sample", ElementType.Float, "batch", layers[0].Inputs, "latent_height", "latent_width");
        x = root.Mul(root.Onnx("Tanh", [root.Mul(x, graph.Scalar((float)(scalingFactor / Clamp)))]), graph.Scalar(Clamp));
        for (var i = 0; i < layers.Count; i++)
        {
            var (layer, module) = (layers[i], root["decoder.layers", i]);
            x = layer.IsBlock ? module.TaesdBlock(x, layer)
                : layer.Inputs == 0 ? i == 1 ? root.Relu(x) : x
                : IsDoubled(layers, i) ? module.DoubledConv(x, layer.Inputs, layer.HasBias)
                : module.Conv(x, layer.Inputs, layer.Outputs, 3, stride: 1, [1, 1, 1, 1], layer.HasBias);
        }

        graph.Output(
            "sample", root.Onnx("Sub", [root.Mul(x, graph.Scalar(2)), graph.Scalar(1)]), "batch", layers[^1].Outputs, "height", "width");
        return graph.Build();
    }

    /// <summary>Pixels per latent value in each direction.</summary>
    public static int Factor(IReadOnlyList<TaesdLayer> layers) => 1 << Enumerable.Range(0, layers.Count).Count(i => IsDoubled(layers, i));

    // A layer without weights doubles the picture, but for the activation after the first.
    private static bool IsDoubled(IReadOnlyList<TaesdLayer> layers, int i) =>
        i > 2 && layers[i - 1].Inputs == 0 && layers[i].Inputs == layers[i].Outputs;
}
