using Atelier.Diffusion.Checkpoints;

namespace Atelier.Diffusion.Graphs;

/// <summary>
/// The encoder of TAESD (madebyollin/taesd; diffusers' AutoencoderTiny). Input: <c>sample</c> [batch, 3, height, width], −1 to 1.
/// Output: <c>mean</c> of the latent, not yet multiplied by the scaling factor.
/// </summary>
internal static class TaesdEncoderGraph
{
    /// <summary>Builds the graph.</summary>
    /// <param name="weights">Under diffusers' names.</param>
    /// <param name="scalingFactor">Its own latents are in the UNet's scale; this is that of the autoencoder in whose place it
    /// stands.</param>
    /// <param name="wrapping">What convolutions see beside the picture.</param>
    /// <exception cref="CheckpointException">A weight is missing or has another shape.</exception>
    public static OnnxModel Build(IWeights weights, double scalingFactor = 1, Wrapping wrapping = default)
    {
        var graph = new GraphBuilder("taesd_encoder", weights) { Wrapping = wrapping };
        var root = graph.Root;
        var layers = TaesdLayer.Of(weights, "encoder");
        var x = graph.Input("sample", ElementType.Float, "batch", layers[0].Inputs, "height", "width");
        x = root.Onnx("Div", [root.Add(x, graph.Scalar(1)), graph.Scalar(2)]);
        foreach (var layer in layers)
        {
            var module = root["encoder.layers", layer.Index];

            // Those that halve the picture have no bias.
            x = layer.IsBlock ? module.TaesdBlock(x, layer)
                : module.Conv(x, layer.Inputs, layer.Outputs, 3, stride: layer.HasBias ? 1 : 2, [1, 1, 1, 1], layer.HasBias);
        }

        graph.Output(
            "mean", root.Mul(x, graph.Scalar((float)(1 / scalingFactor))), "batch", layers[^1].Outputs, "latent_height", "latent_width");
        return graph.Build();
    }
}
