namespace Atelier.Diffusion.Graphs;

/// <summary>A tensor inside a graph: what a node makes and others take.</summary>
internal readonly record struct Value(string Name)
{
    /// <summary>An optional input that is left out.</summary>
    public static Value None { get; } = new("");
}

/// <summary>One size of an input or output: a number, or a name where it is free.</summary>
internal readonly record struct Dimension(int Size, string? Name)
{
    public static implicit operator Dimension(int size) => new(size, null);

    public static implicit operator Dimension(string name) => new(0, name);
}
