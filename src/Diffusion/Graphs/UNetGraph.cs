using Atelier.Diffusion.Checkpoints;
using Atelier.Guidance;

namespace Atelier.Diffusion.Graphs;

/// <summary>
/// diffusers' UNet2DConditionModel (Rombach et al. 2022; Podell et al. 2023 for SDXL) as an ONNX graph.
/// Inputs: <c>sample</c> [batch, channels, height, width], <c>timestep</c> [batch] (fractions allowed), <c>encoder_hidden_states</c>
/// [batch, tokens, width]; for SDXL <c>text_embeds</c> [batch, width] and <c>time_ids</c> [batch, 6]; for distilled models
/// <c>timestep_cond</c> [batch, width]; optionally those of <see cref="UNetPerturbation"/>. Output: <c>out_sample</c>. All sizes but channels and widths are free.
/// </summary>
internal sealed class UNetGraph
{
    private readonly UNetConfig _config;
    private readonly Module _root;
    private readonly ResnetBlock _resnet;
    private readonly Transformer _transformer;
    private readonly UNetPerturbation _perturbation;
    private readonly (Value Embedding, int Width) _time;
    private readonly Stack<(Value Value, int Channels)> _skips = new();

    private UNetGraph(UNetConfig config, Module root)
    {
        _config = config;
        _root = root;
        _resnet = new ResnetBlock(config.NormNumGroups, config.NormEps);
        var context = root.Graph.Input("encoder_hidden_states", ElementType.Float, "batch", "tokens", config.CrossAttentionDim);
        _transformer = new Transformer(config.NormNumGroups, context, config.CrossAttentionDim);
        _perturbation = new UNetPerturbation(root, config.TransformerLayers.ToList().FindLastIndex(layers => layers > 0));
        _time = UNetConditioning.Embed(config, root);
    }

    /// <summary>Builds the graph.</summary>
    /// <param name="config">Its shape.</param>
    /// <param name="weights">Where its weights lie.</param>
    /// <param name="adaptable">Which weights are inputs, so that adapters may change them. Default: none.</param>
    /// <exception cref="CheckpointException">A weight is missing or has another shape.</exception>
    public static OnnxModel Build(UNetConfig config, IWeights weights, Func<string, bool>? adaptable = null)
    {
        var graph = new GraphBuilder("unet", weights, adaptable);
        var sample = graph.Input("sample", ElementType.Float, "batch", config.InChannels, "height", "width");
        var output = new UNetGraph(config, graph.Root).Denoise(sample);
        graph.Output("out_sample", output, "batch", config.OutChannels, "height", "width");
        return graph.Build();
    }

    private Value Denoise(Value sample)
    {
        var channels = _config.BlockOutChannels;
        var x = _root["conv_in"].Conv(sample, _config.InChannels, channels[0]);
        _skips.Push((x, channels[0]));
        for (var level = 0; level < channels.Count; level++)
        {
            x = Down(level, x);
        }

        x = Middle(x);
        for (var level = channels.Count - 1; level >= 0; level--)
        {
            x = Up(level, x);
        }

        x = _root["conv_norm_out"].GroupNorm(x, channels[0], _config.NormNumGroups, _config.NormEps);
        return _root["conv_out"].Conv(_root.Silu(x), channels[0], _config.OutChannels);
    }

    private Value Down(int level, Value x)
    {
        var block = _root["down_blocks", level];
        var channels = _config.BlockOutChannels[level];
        for (var i = 0; i < _config.LayersPerBlock; i++)
        {
            var inputs = i == 0 ? _config.BlockOutChannels[Math.Max(level - 1, 0)] : channels;
            x = _resnet.Apply(block["resnets", i], x, inputs, channels, _time);
            x = Attend(block["attentions", i], x, level, _config.TransformerLayers[level], PerturbedLayers.Down);
            _skips.Push((x, channels));
        }

        if (level < _config.BlockOutChannels.Count - 1)
        {
            x = block.Downsample(x, channels, asymmetric: false);
            _skips.Push((x, channels));
        }

        return x;
    }

    private Value Middle(Value x)
    {
        var block = _root["mid_block"];
        var level = _config.BlockOutChannels.Count - 1;
        var channels = _config.BlockOutChannels[level];
        x = _resnet.Apply(block["resnets", 0], x, channels, channels, _time);
        x = Attend(block["attentions", 0], x, level, _config.MidTransformerLayers, PerturbedLayers.Middle);
        return _resnet.Apply(block["resnets", 1], x, channels, channels, _time);
    }

    private Value Up(int level, Value x)
    {
        var last = _config.BlockOutChannels.Count - 1;
        var block = _root["up_blocks", last - level];
        var channels = _config.BlockOutChannels[level];
        var inputs = _config.BlockOutChannels[Math.Min(level + 1, last)];
        for (var i = 0; i <= _config.LayersPerBlock; i++)
        {
            var skip = _skips.Pop();
            x = _resnet.Apply(block["resnets", i], block.Concat(1, x, skip.Value), inputs + skip.Channels, channels, _time);
            x = Attend(block["attentions", i], x, level, _config.TransformerLayers[level], PerturbedLayers.Up);
            inputs = channels;
        }

        return level == 0 ? x : block.UpsampleTo(x, _skips.Peek().Value, channels);
    }

    private Value Attend(Module module, Value x, int level, int layers, PerturbedLayers place) => layers == 0
        ? x
        : _transformer.Apply(module, x, _config.BlockOutChannels[level], _config.Heads[level], layers, _perturbation.In(place, level));
}
