using Atelier.Diffusion.Graphs;

namespace Atelier.Diffusion.Tests.Onnx;

/// <summary>Graphs without weights.</summary>
internal static class SomeGraph
{
    /// <summary>y = x over [n].</summary>
    public static OnnxModel Identity()
    {
        using var weights = new Graphs.WrittenWeights();
        var graph = new GraphBuilder("identity", weights);
        graph.Output("y", graph.Input("x", ElementType.Float, "n"), "n");
        return graph.Build();
    }

    /// <summary>y = x·x·x·…, a product of square matrices after the other.</summary>
    public static OnnxModel Products(int count)
    {
        using var weights = new Graphs.WrittenWeights();
        var graph = new GraphBuilder("products", weights);
        var x = graph.Input("x", ElementType.Float, "n", "n");
        var y = Enumerable.Range(0, count).Aggregate(x, (product, _) => graph.Root.Onnx("MatMul", [product, x]));
        graph.Output("y", y, "n", "n");
        return graph.Build();
    }
}
