using Atelier.Diffusion.Graphs;
using Atelier.Diffusion.Onnx;

namespace Atelier.Diffusion.Tests.Graphs;

public sealed class WrappingTests
{
    [Theory]
    [InlineData("none")]
    [InlineData("x")]
    [InlineData("y")]
    [InlineData("both")]
    public void A_convolution_sees_the_other_edge_along_the_axes_that_wrap(string tiling)
    {
        const int Height = 3, Width = 4;
        using var weights = new WrittenWeights().Add("weight", [1, 1, 3, 3], LayerRun.Numbers(9)).Add("bias", [1], 0.1f);
        var x = LayerRun.Numbers(Height * Width);
        var made = Run(weights, tiling, TensorValue.Of(x, 1, 1, Height, Width), (root, value) => root.Conv(value, 1, 1));
        var kernel = LayerRun.Numbers(9);
        var wrapping = Wrapping.Of(tiling);
        var expected = new double[x.Length];
        for (var i = 0; i < x.Length; i++)
        {
            expected[i] = 0.1;
            for (var k = 0; k < 9; k++)
            {
                var (row, column) = ((i / Width) + (k / 3) - 1, (i % Width) + (k % 3) - 1);
                var outside = (!wrapping.Y && (row < 0 || row >= Height)) || (!wrapping.X && (column < 0 || column >= Width));
                expected[i] += outside ? 0 : kernel[k] * x[(((row + Height) % Height) * Width) + ((column + Width) % Width)];
            }
        }

        LayerRun.AssertClose(expected, made.Floats);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("y")]
    [InlineData("both")]
    public void What_is_turned_around_before_doubling_comes_out_turned_around(string tiling)
    {
        using var weights = new WrittenWeights()
            .Add("upsamplers.0.conv.weight", [1, 1, 3, 3], LayerRun.Numbers(9)).Add("upsamplers.0.conv.bias", [1], 0.1f);
        var x = LayerRun.Numbers(12);
        var wrapping = Wrapping.Of(tiling);
        var (down, right) = (wrapping.Y ? 1 : 0, wrapping.X ? 1 : 0);
        var straight = Run(weights, tiling, TensorValue.Of(x, 1, 1, 3, 4), (root, value) => root.Upsample(value, 1)).Floats;
        var turned =
            Run(weights, tiling, TensorValue.Of(Turned(x, 3, 4, down, right), 1, 1, 3, 4), (root, value) => root.Upsample(value, 1)).Floats;
        LayerRun.AssertClose(Array.ConvertAll(Turned(straight, 6, 8, 2 * down, 2 * right), value => (double)value), turned);
    }

    private static float[] Turned(float[] values, int height, int width, int down, int right) =>
        [.. Enumerable.Range(0, values.Length)
            .Select(i => values[(((i / width) + height - down) % height * width) + (((i % width) + width - right) % width)])];

    private static TensorValue Run(WrittenWeights weights, string tiling, TensorValue x, Func<Module, Value, Value> layer)
    {
        var graph = new GraphBuilder("test", weights) { Wrapping = Wrapping.Of(tiling) };
        var output = layer(graph.Root, graph.Input("x", ElementType.Float, 1, 1, "height", "width"));
        graph.Output("y", output, 1, 1, "out_height", "out_width");
        return graph.Build().Run(("x", x))["y"];
    }
}
