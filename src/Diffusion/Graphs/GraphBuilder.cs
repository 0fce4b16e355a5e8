using System.Runtime.InteropServices;
using Atelier.Diffusion.Checkpoints;

namespace Atelier.Diffusion.Graphs;

/// <summary>Writes an ONNX graph node by node. Weights stay in the checkpoint's file: the graph only says where.</summary>
/// <param name="name">For people and profiles.</param>
/// <param name="weights">Where the weights are found by canonical name.</param>
/// <param name="adaptable">Which weights each run is given, as inputs in single precision of their names, so that adapters may change them. Default: none.</param>
internal sealed class GraphBuilder(string name, IWeights weights, Func<string, bool>? adaptable = null)
{
    private readonly List<byte[]> _nodes = [];
    private readonly List<byte[]> _initializers = [];
    private readonly List<byte[]> _inputs = [];
    private readonly List<byte[]> _outputs = [];
    private readonly Dictionary<string, Value> _weights = [];
    private readonly List<AdaptableInput> _adaptable = [];

    /// <summary>What convolutions see beside the picture. Default: zeros.</summary>
    public Wrapping Wrapping { get; init; }

    /// <summary>The root of the module tree.</summary>
    public Module Root => new(this, "");

    public Value Input(string name, ElementType type, params Dimension[] shape)
    {
        _inputs.Add(OnnxMessages.ValueInfo(name, type, shape));
        return new Value(name);
    }

    /// <summary>An input that a run need not give: a number that spreads over whatever it meets, until a tensor of that rank takes its place.</summary>
    public Value OptionalInput(string name, float otherwise, int rank)
    {
        _initializers.Add(OnnxMessages.Tensor(name, ElementType.Float, [.. Enumerable.Repeat(1, rank)], MemoryMarshal.AsBytes([otherwise]).ToArray()));
        return Input(name, ElementType.Float, [.. Enumerable.Range(0, rank).Select(axis => (Dimension)$"{name}.{axis}")]);
    }

    public void Output(string name, Value value, params Dimension[] shape)
    {
        _nodes.Add(OnnxMessages.Node("Identity", microsoft: false, name, [value], [new Value(name)], []));
        _outputs.Add(OnnxMessages.ValueInfo(name, ElementType.Float, shape));
    }

    /// <summary>Adds a node and returns its outputs.</summary>
    /// <param name="path">The module it belongs to.</param>
    /// <param name="type">The operator.</param>
    /// <param name="microsoft">Whether it is one of ONNX Runtime's own.</param>
    /// <param name="outputs">For each output whether it is used; one that is not has no name.</param>
    /// <param name="inputs">In the operator's order.</param>
    /// <param name="attributes">Each an int, a float, a string or an array of ints.</param>
    public Value[] Node(string path, string type, bool microsoft, bool[] outputs, Value[] inputs, (string Name, object Value)[] attributes)
    {
        var node = $"{path}/{type}_{_nodes.Count}";
        var values = outputs.Select((used, i) => used ? new Value($"{node}:{i}") : Value.None).ToArray();
        _nodes.Add(OnnxMessages.Node(type, microsoft, node, inputs, values, attributes));
        return values;
    }

    public Value Constant(params long[] values) => Constant(ElementType.Int64, [values.Length], MemoryMarshal.AsBytes(values.AsSpan()));

    public Value Constant(params float[] values) => Constant(ElementType.Float, [values.Length], MemoryMarshal.AsBytes(values.AsSpan()));

    public Value Scalar(float value) => Constant(ElementType.Float, [], MemoryMarshal.AsBytes([value]));

    /// <summary>A weight in single precision. The runtime folds the conversion when it loads the graph.</summary>
    /// <param name="name">Canonical name; also the initializer's.</param>
    /// <param name="shape">What the architecture needs.</param>
    /// <exception cref="CheckpointException">Missing, of another shape, or of a type that holds no weights.</exception>
    public Value Weight(string name, params int[] shape) => Once(name, () =>
    {
        if (IsAdaptable(name))
        {
            return Adaptable(name, name, first: 0, shape, shape);
        }

        return ToFloat(name, StoredWeight(name, out var type, shape), type);
    });

    /// <summary>Some rows of a weight in single precision, in place like the whole.</summary>
    public Value WeightRows(string name, int first, int count, params int[] shape)
    {
        var slice = $"{name}[{first}..{first + count}]";
        return Once(slice, () =>
        {
            if (IsAdaptable(name))
            {
                return Adaptable(slice, name, first, shape, [count, .. shape[1..]]);
            }

            var weight = Find(name, shape, out var type);
            if (weight.Transposed)
            {
                return Node(slice, "Slice", microsoft: false, [true], [Weight(name, shape), Constant((long)first), Constant((long)first + count)], [])[0];
            }

            var row = weight.Length / shape[0];
            _initializers.Add(OnnxMessages.ExternalTensor(slice, type, [count, .. shape[1..]], weight.File, weight.Offset + first * row, count * row));
            return ToFloat(slice, new Value(slice), type);
        });
    }

    /// <summary>A weight as it is stored: for tables of which a run needs only some rows.</summary>
    public Value StoredWeight(string name, out ElementType type, params int[] shape)
    {
        var weight = Find(name, shape, out type);
        _initializers.Add(OnnxMessages.ExternalTensor(name, type, weight.Transposed ? [.. shape.Reverse()] : shape, weight.File, weight.Offset, weight.Length));
        return weight.Transposed ? Node(name, "Transpose", microsoft: false, [true], [new Value(name)], [])[0] : new Value(name);
    }

    public OnnxModel Build() => new(OnnxMessages.Model(name, _nodes, _initializers, _inputs, _outputs), weights.Folder) { Adaptable = _adaptable };

    /// <summary>A conversion to single precision, where one is needed.</summary>
    public Value ToFloat(string path, Value value, ElementType type) =>
        type == ElementType.Float ? value : Node(path, "Cast", microsoft: false, [true], [value], [("to", (int)ElementType.Float)])[0];

    private bool IsAdaptable(string name) => adaptable?.Invoke(name) ?? false;

    private Value Adaptable(string input, string name, int first, int[] whole, int[] shape)
    {
        Find(name, whole, out _);
        _adaptable.Add(new AdaptableInput(input, name, first * (whole.Aggregate(1, (product, size) => product * size) / whole[0]), shape));
        return Input(input, ElementType.Float, [.. shape.Select(size => (Dimension)size)]);
    }

    private WeightRef Find(string name, int[] shape, out ElementType type)
    {
        var weight = weights.Find(name)
            ?? throw new CheckpointException($"The checkpoint has no tensor '{name}', which this kind of model needs ({Sizes(shape)}).");
        type = ElementTypes.Of(weight.Type)
            ?? throw new CheckpointException($"The tensor '{name}' is stored as {weight.Type}; a weight must be F32, F16, BF16, F64 or F8.");
        return weight.Shape.Where(size => size != 1).SequenceEqual(shape.Where(size => size != 1))
            ? weight
            : throw new CheckpointException($"The tensor '{name}' is {Sizes(weight.Shape)}; this kind of model needs {Sizes(shape)}.");
    }

    private Value Once(string name, Func<Value> make)
    {
        if (!_weights.TryGetValue(name, out var value))
        {
            value = make();
            _weights.Add(name, value);
        }

        return value;
    }

    private Value Constant(ElementType type, int[] shape, ReadOnlySpan<byte> data)
    {
        var value = new Value($"constant_{_initializers.Count}");
        _initializers.Add(OnnxMessages.Tensor(value.Name, type, shape, data.ToArray()));
        return value;
    }

    private static string Sizes(IReadOnlyList<int> shape) => string.Join('×', shape);
}
