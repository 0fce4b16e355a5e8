using System.Runtime.InteropServices;
using Atelier.Diffusion.Checkpoints;

namespace Atelier.Diffusion.Graphs;

/// <summary>Writes an ONNX graph node by node. Weights stay in the checkpoint's file: the graph only says where.</summary>
/// <param name="name">For people and profiles.</param>
/// <param name="weights">Where the weights are found by canonical name.</param>
/// <param name="adaptable">Whether each run is given the weights, as inputs in single precision, so that adapters may change them.</param>
internal sealed class GraphBuilder(string name, IWeights weights, bool adaptable = false)
{
    private readonly List<byte[]> _nodes = [];
    private readonly List<byte[]> _initializers = [];
    private readonly List<(string Name, byte[] Bytes)> _inputs = [];
    private readonly List<byte[]> _outputs = [];
    private readonly Dictionary<string, Value> _weights = [];
    private readonly List<AdaptableInput> _adaptable = [];

    /// <summary>What convolutions see beside the picture. Default: zeros.</summary>
    public Wrapping Wrapping { get; init; }

    /// <summary>The root of the module tree.</summary>
    public Module Root => new(this, "");

    public Value Input(string name, ElementType type, params Dimension[] shape)
    {
        _inputs.Add((name, OnnxMessages.ValueInfo(name, type, shape)));
        return new Value(name);
    }

    /// <summary>
    /// An input that a run need not give: a number that spreads over whatever it meets, until a tensor of that rank takes its place.
    /// </summary>
    public Value OptionalInput(string name, float otherwise, int rank)
    {
        _initializers.Add(
            OnnxMessages.Tensor(name, ElementType.Float, [.. Enumerable.Repeat(1, rank)], MemoryMarshal.AsBytes([otherwise]).ToArray()));
        return Input(name, ElementType.Float, [.. Enumerable.Range(0, rank).Select(axis => (Dimension)$"{name}.{axis}")]);
    }

    /// <summary>An input that a run need not give: zeros otherwise.</summary>
    public Value OptionalInput(string name, ElementType type, int[] zeros, params Dimension[] shape)
    {
        var count = zeros.Aggregate(1, (product, size) => product * size);
        _initializers.Add(
            OnnxMessages.Tensor(name, type, zeros, new byte[count * (type == ElementType.Int64 ? sizeof(long) : sizeof(float))]));
        return Input(name, type, shape);
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

    /// <summary>
    /// A weight in single precision. The runtime folds the conversion of a real one when it loads the graph; small integers stay what they
    /// are.
    /// </summary>
    /// <param name="name">Canonical name; also the initializer's.</param>
    /// <param name="shape">What the architecture needs.</param>
    /// <exception cref="CheckpointException">Missing, of another shape, or of a type that holds no weights.</exception>
    public Value Weight(string name, params int[] shape) => Once(
        name, () => adaptable ? Adaptable(name, name, first: 0, shape, shape) : Real(name, Find(name, shape), shape));

    /// <summary>Some rows of a weight in single precision, in place like the whole.</summary>
    public Value WeightRows(string name, int first, int count, params int[] shape)
    {
        var slice = Slice(name, first, count);
        return Once(slice, () => adaptable ? Adaptable(slice, name, first, shape, [count, .. shape[1..]])
            : Find(name, shape) is { Transposed: false } weight ? Real(slice, weight.Rows(first, count), [count, .. shape[1..]])
            : Node(slice, "Slice", microsoft: false, [true], [Weight(name, shape), Constant((long)first), Constant((long)first + count)],
                [])[0]);
    }

    /// <summary>Rows of a matrix that is stored as blocks of small integers; null where it is stored as reals, or a run gives it.</summary>
    /// <param name="name">Its canonical name.</param>
    /// <param name="first">The first row.</param>
    /// <param name="count">How many.</param>
    /// <param name="shape">Of the whole matrix.</param>
    public QuantizedMatrix? Blocks(string name, int first, int count, params int[] shape)
    {
        var weight = Find(name, shape);
        return weight.Quantized is { Block: > 0 } && !adaptable
            ? QuantizedMatrix.Write(this, Slice(name, first, count), weights, weight.Rows(first, count))
            : null;
    }

    /// <summary>A weight as it is stored: for tables of which a run needs only some rows.</summary>
    public Value StoredWeight(string name, out ElementType type, params int[] shape)
    {
        var weight = Find(name, shape);
        type = RealType(name, weight);
        return Stored(name, weight, type, shape);
    }

    /// <summary>An initializer whose values lie in a file of the weights' folder.</summary>
    public Value External(string name, ElementType type, int[] shape, string file, long offset, long length)
    {
        _initializers.Add(OnnxMessages.ExternalTensor(name, type, shape, file, offset, length));
        return new Value(name);
    }

    public OnnxModel Build() => new(OnnxMessages.Model(name, _nodes, _initializers, _inputs.Select(input => input.Bytes), _outputs), weights.Folder)
    {
        Adaptable = _adaptable,
        Inputs = [.. _inputs.Select(input => input.Name)],
    };

    /// <summary>A conversion to single precision, where one is needed.</summary>
    public Value ToFloat(string path, Value value, ElementType type) =>
        type == ElementType.Float ? value : Node(path, "Cast", microsoft: false, [true], [value], [("to", (int)ElementType.Float)])[0];

    private Value Adaptable(string input, string name, int first, int[] whole, int[] shape)
    {
        Find(name, whole);
        _adaptable.Add(new AdaptableInput(input, name, first * (whole.Aggregate(1, (product, size) => product * size) / whole[0]), shape));
        return Input(input, ElementType.Float, [.. shape.Select(size => (Dimension)size)]);
    }

    private Value Real(string name, WeightRef weight, int[] shape)
    {
        if (weight.Quantized is not null)
        {
            return QuantizedMatrix.WriteRestored(this, name, weights, weight, shape);
        }

        var type = RealType(name, weight);
        return ToFloat(name, Stored(name, weight, type, shape), type);
    }

    private Value Stored(string name, WeightRef weight, ElementType type, int[] shape)
    {
        var value = External(name, type, weight.Transposed ? [.. shape.Reverse()] : shape, weight.File, weight.Offset, weight.Length);
        return weight.Transposed ? Node(name, "Transpose", microsoft: false, [true], [value], [])[0] : value;
    }

    private WeightRef Find(string name, int[] shape)
    {
        var weight = weights.Find(name)
            ?? throw new CheckpointException($"The checkpoint has no tensor '{name}', which this kind of model needs ({Sizes(shape)}).");
        return weight.Shape.Where(size => size != 1).SequenceEqual(shape.Where(size => size != 1))
            ? weight
            : throw new CheckpointException($"The tensor '{name}' is {Sizes(weight.Shape)}; this kind of model needs {Sizes(shape)}.");
    }

    private static ElementType RealType(string name, WeightRef weight) =>
        (weight.Quantized is null ? ElementTypes.Of(weight.Type) : null)
            ?? throw new CheckpointException(
                $"The tensor '{name}' is stored as {weight.Form}; a weight must be F32, F16, BF16, F64 or F8.");

    private Value Once(string name, Func<Value> make)
    {
        if (!_weights.TryGetValue(name, out var value))
        {
            value = make();
            _weights.Add(name, value);
        }

        return value;
    }

    public Value Constant(ElementType type, int[] shape, ReadOnlySpan<byte> data)
    {
        var value = new Value($"constant_{_initializers.Count}");
        _initializers.Add(OnnxMessages.Tensor(value.Name, type, shape, data.ToArray()));
        return value;
    }

    private static string Slice(string name, int first, int count) => $"{name}[{first}..{first + count}]";

    private static string Sizes(IReadOnlyList<int> shape) => string.Join('×', shape);
}
