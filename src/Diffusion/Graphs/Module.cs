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

    /// <summary>A node of ONNX itself, with one output.</summary>
    public Value Onnx(string type, Value[] inputs, params (string Name, object Value)[] attributes) =>
        Graph.Nodes(Path, type, microsoft: false, 1, inputs, attributes)[0];

    /// <summary>A node of ONNX itself, with several outputs.</summary>
    public Value[] Onnx(string type, int outputs, Value[] inputs, params (string Name, object Value)[] attributes) =>
        Graph.Nodes(Path, type, microsoft: false, outputs, inputs, attributes);

    /// <summary>A node of ONNX Runtime's own operators, with one output.</summary>
    public Value Microsoft(string type, Value[] inputs, params (string Name, object Value)[] attributes) =>
        Graph.Nodes(Path, type, microsoft: true, 1, inputs, attributes)[0];

    private string Join(string name) => Path.Length == 0 ? name : $"{Path}.{name}";
}
