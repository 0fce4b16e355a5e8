using Atelier.Diffusion.Checkpoints;

namespace Atelier.Diffusion.Graphs;

/// <summary>
/// diffusers' ControlNetModel (Zhang et al. 2023) as two ONNX graphs, so that a map is encoded once and not at every step.
/// The first takes <c>controlnet_cond</c> [batch, channels, 8 · height, 8 · width], 0 to 1, and gives <c>controlnet_cond_embedding</c>.
/// The second takes what the UNet takes and that embedding (one row for all, or one each), and gives <c>down.0</c>, <c>down.1</c>, … and
/// <c>mid</c>.
/// </summary>
internal sealed class ControlNetGraph
{
    private readonly ControlNetConfig _config;
    private readonly Module _root;

    private ControlNetGraph(ControlNetConfig config, Module root) => (_config, _root) = (config, root);

    /// <summary>Builds the graph that encodes a map.</summary>
    /// <exception cref="CheckpointException">A weight is missing or has another shape.</exception>
    public static OnnxModel BuildHint(ControlNetConfig config, IWeights weights)
    {
        var graph = new GraphBuilder("controlnet_hint", weights);
        new ControlNetGraph(config, graph.Root).Hint();
        return graph.Build();
    }

    /// <summary>Builds the graph that runs beside the UNet.</summary>
    /// <exception cref="CheckpointException">A weight is missing or has another shape.</exception>
    public static OnnxModel Build(ControlNetConfig config, IWeights weights)
    {
        var graph = new GraphBuilder("controlnet", weights);
        new ControlNetGraph(config, graph.Root).Control();
        return graph.Build();
    }

    private void Hint()
    {
        var channels = _config.HintChannels;
        var module = _root["controlnet_cond_embedding"];
        var x = _root.Graph.Input("controlnet_cond", ElementType.Float, "batch", channels[0], "height", "width");
        x = module.Silu(module["conv_in"].Conv(x, channels[0], channels[1]));
        for (var i = 0; i < channels.Count - 2; i++)
        {
            x = module.Silu(module["blocks", 2 * i].Conv(x, channels[i + 1], channels[i + 1]));
            x = module.Silu(module["blocks", (2 * i) + 1].Conv(x, channels[i + 1], channels[i + 2], kernel: 3, stride: 2, [1, 1, 1, 1]));
        }

        var width = _config.UNet.BlockOutChannels[0];
        _root.Graph.Output(
            "controlnet_cond_embedding", module["conv_out"].Conv(x, channels[^1], width), "batch", width, "latent_height", "latent_width");
    }

    private void Control()
    {
        var unet = _config.UNet;
        var graph = _root.Graph;
        var width = unet.BlockOutChannels[0];
        var sample = graph.Input("sample", ElementType.Float, "batch", unet.InChannels, "height", "width");
        var embedding = graph.Input("controlnet_cond_embedding", ElementType.Float, "maps", width, "height", "width");
        var encoder = new UNetEncoder(new UNetBlocks(unet, _root));
        var middle = encoder.Apply(_root.Add(_root["conv_in"].Conv(sample, unet.InChannels, width), embedding));
        foreach (var ((value, channels), i) in encoder.Skips.Select((skip, i) => (skip, i)))
        {
            Residual(UNetResidualInputs.Down(i), _root["controlnet_down_blocks", i], value, channels);
        }

        Residual(UNetResidualInputs.Middle, _root["controlnet_mid_block"], middle, unet.BlockOutChannels[^1]);
    }

    private void Residual(string name, Module module, Value x, int channels)
    {
        var residual = module.Conv(x, channels, channels, kernel: 1);
        if (_config.GlobalPool)
        {
            // Only what is everywhere the same may pass: the style of a shuffled picture, not its places.
            var mean = module.Onnx("ReduceMean", [residual, _root.Graph.Constant(2L, 3L)], ("keepdims", 1));
            residual = module.Onnx("Expand", [mean, module.Onnx("Shape", [residual])]);
        }

        _root.Graph.Output(name, residual, "batch", channels, $"{name}.height", $"{name}.width");
    }
}
