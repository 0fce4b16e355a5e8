using Atelier.Diffusion.Checkpoints;

namespace Atelier.Diffusion.Graphs;

/// <summary>
/// ESRGAN's generator (Wang et al. 2018), residual blocks within residual blocks, as an ONNX graph. Input: <c>input</c> [1, channels,
/// height, width], levels from 0 to 1, with sides that the shuffle divides. Output: <c>output</c>, as many times larger as the network
/// makes it.
/// </summary>
internal sealed class RrdbNetGraph
{
    private const float Slope = 0.2f;
    private const float ResidualScale = 0.2f;
    private const int Convolutions = 5;

    private readonly RrdbNetConfig _config;
    private readonly Module _root;
    private readonly Value _residualScale;

    private RrdbNetGraph(RrdbNetConfig config, Module root)
    {
        _config = config;
        _root = root;
        _residualScale = root.Graph.Scalar(ResidualScale);
    }

    /// <summary>Builds the graph.</summary>
    /// <exception cref="CheckpointException">A weight is missing or has another shape.</exception>
    public static OnnxModel Build(RrdbNetConfig config, IWeights weights)
    {
        var graph = new GraphBuilder("rrdbnet", weights);
        var input = graph.Input("input", ElementType.Float, 1, config.Channels, "height", "width");
        graph.Output("output", new RrdbNetGraph(config, graph.Root).Upscale(input), 1, config.Channels, "large_height", "large_width");
        return graph.Build();
    }

    private Value Upscale(Value picture)
    {
        var features = _config.Features;
        var x = _root["conv_first"].Conv(Unshuffle(picture), _config.Channels * _config.Shuffle * _config.Shuffle, features);
        var deep = x;
        for (var block = 0; block < _config.Blocks; block++)
        {
            deep = Scaled(
                Enumerable.Range(1, 3).Aggregate(deep, (value, dense) => Dense(_root["body", block][$"rdb{dense}"], value)), deep);
        }

        x = _root.Add(x, _root["conv_body"].Conv(deep, features, features));
        for (var up = 1; up <= _config.Ups; up++)
        {
            x = Leaky(_root[$"conv_up{up}"].DoubledConv(x, features));
        }

        x = Leaky(_root["conv_hr"].Conv(x, features, features));
        return _root["conv_last"].Conv(x, features, _config.Channels);
    }

    // Each convolution sees what all before it made.
    private Value Dense(Module block, Value x)
    {
        var (features, growth) = (_config.Features, _config.Growth);
        var seen = x;
        for (var i = 1; i < Convolutions; i++)
        {
            var added = Leaky(block[$"conv{i}"].Conv(seen, features + ((i - 1) * growth), growth));
            seen = block.Concat(1, seen, added);
        }

        return Scaled(block[$"conv{Convolutions}"].Conv(seen, features + ((Convolutions - 1) * growth), features), x);
    }

    private Value Scaled(Value change, Value x) => _root.Add(_root.Mul(change, _residualScale), x);

    private Value Leaky(Value x) => _root.Onnx("LeakyRelu", [x], ("alpha", Slope));

    // PyTorch's pixel_unshuffle puts the place within the square after the channel, and ONNX before it.
    private Value Unshuffle(Value picture)
    {
        if (_config.Shuffle == 1)
        {
            return picture;
        }

        var places = _config.Shuffle * _config.Shuffle;
        var deep = _root.Onnx("SpaceToDepth", [picture], ("blocksize", _config.Shuffle));
        var order = Enumerable.Range(0, _config.Channels * places).Select(i => (long)((i % places * _config.Channels) + (i / places)))
            .ToArray();
        return _root.Onnx("Gather", [deep, _root.Graph.Constant(order)], ("axis", 1));
    }
}
