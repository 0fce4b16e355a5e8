using Atelier.Diffusion.Checkpoints;
using Atelier.Guidance;

namespace Atelier.Diffusion.Graphs;

/// <summary>
/// diffusers' UNet2DConditionModel (Rombach et al. 2022; Podell et al. 2023 for SDXL) as an ONNX graph, or as several that are run one
/// after another. Inputs: <c>sample</c> [batch, channels, height, width], <c>timestep</c> [batch] (fractions allowed),
/// <c>encoder_hidden_states</c>
/// [batch, tokens, width]; for SDXL <c>text_embeds</c> [batch, width] and <c>time_ids</c> [batch, 6]; for distilled models
/// <c>timestep_cond</c> [batch, width]; optionally those of <see cref="UNetPerturbation"/> and <see cref="UNetResidualInputs"/>;
/// with <see cref="UNetOptions"/> those of <see cref="FreeULayer"/> and <see cref="StyleSharing"/>.
/// Output: <c>out_sample</c>. All sizes but channels and widths are free. Between parts go <c>x.STEP</c> and <c>skip.NUMBER</c>.
/// </summary>
internal sealed class UNetGraph
{
    private const string Sample = "sample";
    private const string Output = "out_sample";

    private readonly UNetConfig _config;
    private readonly Module _root;
    private readonly UNetBlocks _blocks;
    private readonly UNetEncoder _encoder;
    private readonly FreeULayer? _freeU;
    private readonly int _firstSkip;
    private readonly int[] _skipChannels;
    private readonly Dictionary<int, Value> _skips = [];
    private int _taken;

    private UNetGraph(UNetConfig config, UNetOptions options, Module root, int firstSkip)
    {
        _config = config;
        _root = root;
        _firstSkip = firstSkip;
        _skipChannels = [.. ExpectedUNet.Skips(config)];
        _taken = _skipChannels.Length;
        _blocks = new UNetBlocks(
            config,
            root,
            new UNetPerturbation(root, config.TransformerLayers.ToList().FindLastIndex(layers => layers > 0)),
            options.SharedStyle ? root.Graph.Input(StyleSharing.Input, ElementType.Int64, "batch") : null);
        _encoder = new UNetEncoder(_blocks);
        _freeU = options.FreeU ? new FreeULayer(root) : null;
    }

    /// <summary>Builds the graph.</summary>
    /// <param name="config">Its shape.</param>
    /// <param name="weights">Where its weights lie.</param>
    /// <param name="options">In what it differs from the plain one.</param>
    /// <exception cref="CheckpointException">A weight is missing or has another shape.</exception>
    public static OnnxModel Build(UNetConfig config, IWeights weights, UNetOptions? options = null) =>
        Build(config, weights, options ?? UNetOptions.Plain, 0, end: null);

    /// <summary>
    /// Builds it in parts that are run one after another, each given what it takes of the inputs and of what others made.
    /// </summary>
    /// <param name="config">Its shape.</param>
    /// <param name="weights">Where its weights lie.</param>
    /// <param name="options">In what it differs from the plain one.</param>
    /// <param name="parts">How many at most.</param>
    /// <exception cref="CheckpointException">A weight is missing or has another shape.</exception>
    public static IReadOnlyList<UNetPart> BuildParts(UNetConfig config, IWeights weights, UNetOptions options, int parts)
    {
        var bytes = new UNetGraph(config, options, new GraphBuilder("unet", weights, options.Adaptable).Root, 0).Steps()
            .Select(step => step.Bytes(weights)).ToList();
        var ends = UNetStep.Cuts(bytes, parts);
        return
        [
            .. ends.Prepend(0).Zip(ends, (from, end) => new UNetPart(
                Build(config, weights, options, from, end), bytes.Skip(from).Take(end - from).Sum())),
        ];
    }

    private static OnnxModel Build(UNetConfig config, IWeights weights, UNetOptions options, int from, int? end)
    {
        var graph = new GraphBuilder("unet", weights, options.Adaptable) { Wrapping = options.Wrapping };
        var x = from == 0 ? graph.Input(Sample, ElementType.Float, "batch", config.InChannels, "height", "width") : Value.None;
        var before = from == 0
            ? null
            : new UNetGraph(config, options, new GraphBuilder("unet", weights, options.Adaptable).Root, 0).Steps()[from - 1];
        if (before is not null)
        {
            x = graph.Input($"x.{from}", ElementType.Float, "batch", before.Channels, "height", "width");
        }

        new UNetGraph(config, options, graph.Root, before?.Skips ?? 0).Write(x, from, end);
        return graph.Build();
    }

    private void Write(Value x, int from, int? end)
    {
        var steps = Steps();
        var last = end ?? steps.Count;
        foreach (var step in steps.Skip(from).Take(last - from))
        {
            x = step.Apply(x);
        }

        if (last == steps.Count)
        {
            _root.Graph.Output(Output, x, "batch", _config.OutChannels, "height", "width");
            return;
        }

        _root.Graph.Output($"x.{last}", x, "batch", steps[last - 1].Channels, "height", "width");
        foreach (var ((skip, channels), i) in _encoder.Skips.Select((skip, i) => (skip, i + _firstSkip)).Where(skip => skip.Item2 < _taken))
        {
            _root.Graph.Output(SkipName(i), skip, "batch", channels, $"height.{i}", $"width.{i}");
        }
    }

    private List<UNetStep> Steps()
    {
        var channels = _config.BlockOutChannels;
        var last = channels.Count - 1;
        var skips = 1;
        List<UNetStep> steps =
            [new(["conv_in"], channels[0], skips, x => _encoder.First(_root["conv_in"].Conv(x, _config.InChannels, channels[0])))];
        for (var level = 0; level <= last; level++)
        {
            for (var layer = 0; layer < _config.LayersPerBlock; layer++)
            {
                var (at, i, ends) = (level, layer, layer == _config.LayersPerBlock - 1 && level < last);
                skips += ends ? 2 : 1;
                steps.Add(new(
                    Modules("down_blocks", at, i, ends ? "downsamplers" : null), channels[at], skips, x => _encoder.Down(at, i, x)));
            }
        }

        steps.Add(new(["mid_block"], channels[last], skips, x => _root.AddResidual(_encoder.Middle(x), UNetResidualInputs.Middle)));
        for (var level = last; level >= 0; level--)
        {
            for (var layer = 0; layer <= _config.LayersPerBlock; layer++)
            {
                var (at, i) = (level, layer);
                var ends = layer == _config.LayersPerBlock && level > 0;
                steps.Add(new(Modules("up_blocks", last - at, i, ends ? "upsamplers" : null), channels[at], skips, x => Up(at, i, x)));
            }
        }

        steps.Add(new(["conv_norm_out", "conv_out"], _config.OutChannels, skips, Finish));
        return steps;
    }

    private static string[] Modules(string blocks, int block, int layer, string? sampler) =>
        [$"{blocks}.{block}.resnets.{layer}", $"{blocks}.{block}.attentions.{layer}",
            .. sampler is null ? Array.Empty<string>() : [$"{blocks}.{block}.{sampler}"]];

    private Value Up(int level, int layer, Value x)
    {
        var last = _config.BlockOutChannels.Count - 1;
        var block = _root["up_blocks", last - level];
        var channels = _config.BlockOutChannels[level];
        var inputs = layer == 0 ? _config.BlockOutChannels[Math.Min(level + 1, last)] : channels;
        _taken = _skipChannels.Length - 1 - (((last - level) * (_config.LayersPerBlock + 1)) + layer);
        var (skip, width) = (Skip(_taken), _skipChannels[_taken]);
        if (_freeU is not null)
        {
            (x, skip) = _freeU.Apply(block, last - level, x, inputs, skip);
        }

        x = _blocks.Resnet(block["resnets", layer], block.Concat(1, x, skip), inputs + width, channels);
        x = _blocks.Attend(block["attentions", layer], x, level, _config.TransformerLayers[level], PerturbedLayers.Up);
        return layer < _config.LayersPerBlock || level == 0 ? x : block.UpsampleTo(x, Skip(_taken - 1), channels);
    }

    private Value Finish(Value x)
    {
        var channels = _config.BlockOutChannels[0];
        x = _root["conv_norm_out"].GroupNorm(x, channels, _config.NormNumGroups, _config.NormEps);
        return _root["conv_out"].Conv(_root.Silu(x), channels, _config.OutChannels);
    }

    // Made in this part, or taken from an earlier one.
    private Value Skip(int index)
    {
        if (!_skips.TryGetValue(index, out var skip))
        {
            var made = index - _firstSkip is >= 0 and var own && own < _encoder.Skips.Count
                ? _encoder.Skips[own].Value
                : _root.Graph.Input(SkipName(index), ElementType.Float, "batch", _skipChannels[index], $"height.{index}", $"width.{index}");
            _skips.Add(index, skip = _root.AddResidual(made, UNetResidualInputs.Down(index)));
        }

        return skip;
    }

    private static string SkipName(int index) => $"skip.{index}";
}
