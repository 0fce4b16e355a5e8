using Atelier.Diffusion.Checkpoints;
using Atelier.Guidance;

namespace Atelier.Diffusion.Graphs;

/// <summary>
/// diffusers' UNet2DConditionModel (Rombach et al. 2022; Podell et al. 2023 for SDXL) as an ONNX graph.
/// Inputs: <c>sample</c> [batch, channels, height, width], <c>timestep</c> [batch] (fractions allowed), <c>encoder_hidden_states</c>
/// [batch, tokens, width]; for SDXL <c>text_embeds</c> [batch, width] and <c>time_ids</c> [batch, 6]; for distilled models
/// <c>timestep_cond</c> [batch, width]; optionally those of <see cref="UNetPerturbation"/> and <see cref="UNetResidualInputs"/>;
/// with <see cref="UNetOptions"/> those of <see cref="FreeULayer"/> and <see cref="StyleSharing"/>.
/// Output: <c>out_sample</c>. All sizes but channels and widths are free.
/// </summary>
internal sealed class UNetGraph
{
    private readonly UNetConfig _config;
    private readonly Module _root;
    private readonly UNetBlocks _blocks;
    private readonly FreeULayer? _freeU;
    private readonly Stack<(Value Value, int Channels)> _skips = new();

    private UNetGraph(UNetConfig config, UNetOptions options, Module root)
    {
        _config = config;
        _root = root;
        _blocks = new UNetBlocks(
            config,
            root,
            new UNetPerturbation(root, config.TransformerLayers.ToList().FindLastIndex(layers => layers > 0)),
            options.SharedStyle ? root.Graph.Input(StyleSharing.Input, ElementType.Int64, "batch") : null);
        _freeU = options.FreeU ? new FreeULayer(root) : null;
    }

    /// <summary>Builds the graph.</summary>
    /// <param name="config">Its shape.</param>
    /// <param name="weights">Where its weights lie.</param>
    /// <param name="options">In what it differs from the plain one.</param>
    /// <exception cref="CheckpointException">A weight is missing or has another shape.</exception>
    public static OnnxModel Build(UNetConfig config, IWeights weights, UNetOptions? options = null)
    {
        options ??= UNetOptions.Plain;
        var graph = new GraphBuilder("unet", weights, options.Adaptable) { Wrapping = options.Wrapping };
        var sample = graph.Input("sample", ElementType.Float, "batch", config.InChannels, "height", "width");
        var output = new UNetGraph(config, options, graph.Root).Denoise(sample);
        graph.Output("out_sample", output, "batch", config.OutChannels, "height", "width");
        return graph.Build();
    }

    private Value Denoise(Value sample)
    {
        var channels = _config.BlockOutChannels;
        var encoder = new UNetEncoder(_blocks);
        var x = encoder.Apply(_root["conv_in"].Conv(sample, _config.InChannels, channels[0]));
        x = _root.AddResidual(x, UNetResidualInputs.Middle);
        foreach (var ((value, width), i) in encoder.Skips.Select((skip, i) => (skip, i)))
        {
            _skips.Push((_root.AddResidual(value, UNetResidualInputs.Down(i)), width));
        }

        for (var level = channels.Count - 1; level >= 0; level--)
        {
            x = Up(level, x);
        }

        x = _root["conv_norm_out"].GroupNorm(x, channels[0], _config.NormNumGroups, _config.NormEps);
        return _root["conv_out"].Conv(_root.Silu(x), channels[0], _config.OutChannels);
    }

    private Value Up(int level, Value x)
    {
        var last = _config.BlockOutChannels.Count - 1;
        var block = _root["up_blocks", last - level];
        var channels = _config.BlockOutChannels[level];
        var inputs = _config.BlockOutChannels[Math.Min(level + 1, last)];
        for (var i = 0; i <= _config.LayersPerBlock; i++)
        {
            var (skip, width) = _skips.Pop();
            if (_freeU is not null)
            {
                (x, skip) = _freeU.Apply(block, last - level, x, inputs, skip);
            }

            x = _blocks.Resnet(block["resnets", i], block.Concat(1, x, skip), inputs + width, channels);
            x = _blocks.Attend(block["attentions", i], x, level, _config.TransformerLayers[level], PerturbedLayers.Up);
            inputs = channels;
        }

        return level == 0 ? x : block.UpsampleTo(x, _skips.Peek().Value, channels);
    }
}
