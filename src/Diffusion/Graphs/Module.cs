namespace Atelier.Diffusion.Graphs;

/// <summary>A place in the module tree, as in <c>down_blocks.0.resnets.1</c>: weights and nodes made through it carry its path.</summary>
internal readonly record struct Module(GraphBuilder Graph, string Path)
{
    /// <summary>A child.</summary>
    public Module this[string child] => new(Graph, Join(child));

    /// <summary>An item of a list of children.</summary>
    public Module this[string list, int index] => new(Graph, Join($"{list}.{index}"));

    /// <summary>A weight of this module in single precision.</summary>
    public Value Weight(string name, params int[] shape) => Graph.Weight(Join(name), shape);

    /// <summary>Some rows of a weight.</summary>
    public Value WeightRows(string name, int first, int count, params int[] shape) => Graph.WeightRows(Join(name), first, count, shape);

    /// <summary>A node of ONNX itself, with one output.</summary>
    public Value Onnx(string type, Value[] inputs, params (string Name, object Value)[] attributes) =>
        Graph.Node(Path, type, microsoft: false, [true], inputs, attributes)[0];

    /// <summary>A node of ONNX itself, with several outputs.</summary>
    public Value[] Onnx(string type, int outputs, Value[] inputs, params (string Name, object Value)[] attributes) =>
        Graph.Node(Path, type, microsoft: false, [.. Enumerable.Repeat(true, outputs)], inputs, attributes);

    /// <summary>A node of ONNX Runtime's own operators, with one output.</summary>
    public Value Microsoft(string type, Value[] inputs, params (string Name, object Value)[] attributes) =>
        Graph.Node(Path, type, microsoft: true, [true], inputs, attributes)[0];

    /// <summary>A node of ONNX Runtime's own operators, of whose outputs only some are used.</summary>
    public Value[] Microsoft(string type, bool[] outputs, Value[] inputs, params (string Name, object Value)[] attributes) =>
        Graph.Node(Path, type, microsoft: true, outputs, inputs, attributes);

    private string Join(string name) => Path.Length == 0 ? name : $"{Path}.{name}";
}
