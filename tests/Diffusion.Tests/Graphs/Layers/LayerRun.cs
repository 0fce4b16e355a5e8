using Atelier.Diffusion.Graphs;
using Atelier.Diffusion.Onnx;

namespace Atelier.Diffusion.Tests.Graphs;

/// <summary>Runs one layer on one tensor.</summary>
internal static class LayerRun
{
    public static TensorValue Apply(WrittenWeights weights, TensorValue x, Func<Module, Value, Value> layer)
    {
        var graph = new GraphBuilder("test", weights);
        var input = graph.Input("x", ElementType.Float, [.. x.Shape.Select((_, axis) => (Dimension)$"x{axis}")]);
        var output = layer(graph.Root, input);
        graph.Output("y", output, [.. x.Shape.Select((_, axis) => (Dimension)$"y{axis}")]);
        return graph.Build().Run(("x", x))["y"];
    }

    /// <summary>Numbers without a pattern, the same each time, around a mean that is not zero.</summary>
    public static float[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(i => 0.7f + MathF.Sin(i * i * 0.37f))];

    public static void AssertClose(double[] expected, float[] actual) =>
        Assert.True(Support.Closeness.RelativeError(expected, Array.ConvertAll(actual, value => (double)value)) < 1e-5);
}
