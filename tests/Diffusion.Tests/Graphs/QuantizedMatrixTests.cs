using Atelier.Diffusion.Checkpoints;
using Atelier.Diffusion.Graphs;
using Atelier.Diffusion.Onnx;
using Atelier.Diffusion.Tests.Checkpoints;
using Atelier.Support;

namespace Atelier.Diffusion.Tests.Graphs;

public sealed class QuantizedMatrixTests
{
    // The runtime's 8-bit kernel rounds the other factor to 8 bits as well.
    [Theory]
    [InlineData(4, 32, 1e-5)]
    [InlineData(8, 32, 1e-2)]
    [InlineData(8, 64, 1e-2)]
    public void A_product_is_that_of_the_restored_matrix(int bits, int block, double tolerance)
    {
        using var file = new QuantizedFile(bits, block);
        var weights = file.Open();
        var matrix = weights.Floats(weights.Find("linear.weight")!);
        var x = LayerRun.Numbers(3 * QuantizedFile.Columns);
        AssertClose(
            Products(x, matrix, 0, QuantizedFile.Rows),
            Run(weights, x, root => value => root["linear"].Product(value, QuantizedFile.Columns, QuantizedFile.Rows)),
            tolerance);
        AssertClose(
            Products(x, matrix, 16, 8),
            Run(weights, x, root => value => root["linear"].ProductRows(value, QuantizedFile.Columns, QuantizedFile.Rows, 16, 8)),
            tolerance);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(8)]
    public void A_quantized_matrix_may_also_be_taken_as_reals(int bits)
    {
        using var file = new QuantizedFile(bits, 32);
        var weights = file.Open();
        var expected = weights.Floats(weights.Find("linear.weight")!).Select(value => value + 1.0).ToArray();
        var ones = Enumerable.Repeat(1f, QuantizedFile.Rows * QuantizedFile.Columns).ToArray();
        var graph = new GraphBuilder("test", weights);
        var x = graph.Input("x", ElementType.Float, QuantizedFile.Rows, QuantizedFile.Columns);
        graph.Output(
            "y", graph.Root.Add(x, graph.Root["linear"].Weight("weight", QuantizedFile.Rows, QuantizedFile.Columns)), QuantizedFile.Rows,
            QuantizedFile.Columns);
        AssertClose(expected, graph.Build().Run(("x", TensorValue.Of(ones, QuantizedFile.Rows, QuantizedFile.Columns)))["y"].Floats, 1e-6);
    }

    [Fact]
    public void A_quantized_convolution_is_that_of_the_restored_kernel()
    {
        using var file = new QuantizedFile(8, 64);
        var weights = file.Open();
        var kernel = weights.Floats(weights.Find("conv.weight")!);
        using var real = new WrittenWeights().Add("conv.weight", [QuantizedFile.Channels, QuantizedFile.Channels, 3, 3], kernel)
            .Add("conv.bias", [QuantizedFile.Channels], new float[QuantizedFile.Channels]);
        var x = TensorValue.Of(LayerRun.Numbers(QuantizedFile.Channels * 5 * 7), 1, QuantizedFile.Channels, 5, 7);
        AssertClose([.. Convolve(real).Select(value => (double)value)], Convolve(weights), 1e-5);

        float[] Convolve(IWeights from)
        {
            var graph = new GraphBuilder("test", from);
            var input = graph.Input("x", ElementType.Float, 1, QuantizedFile.Channels, 5, 7);
            graph.Output(
                "y", graph.Root["conv"].Conv(input, QuantizedFile.Channels, QuantizedFile.Channels), 1, QuantizedFile.Channels, 5, 7);
            return graph.Build().Run(("x", x))["y"].Floats;
        }
    }

    [Fact]
    public void A_scale_that_is_not_a_number_is_refused_by_its_tensors_name()
    {
        using var file = new QuantizedFile(8, 64);
        var (type, shape, bytes) = file.Tensors["linear.weight_scale"];
        BitConverter.GetBytes(Half.NaN).CopyTo(bytes, 4);
        file.Tensors["linear.weight_scale"] = (type, shape, bytes);
        var weights = file.Open();
        var error = Assert.Throws<CheckpointException>(
            () => Run(weights, new float[QuantizedFile.Columns],
                root => x => root["linear"].Product(x, QuantizedFile.Columns, QuantizedFile.Rows)));
        Assert.Contains("'linear.weight", error.Message, StringComparison.Ordinal);
        Assert.Contains("not a number", error.Message, StringComparison.Ordinal);
    }

    private static float[] Run(IWeights weights, float[] x, Func<Module, Func<Value, Value>> layer)
    {
        var graph = new GraphBuilder("test", weights);
        var input = graph.Input("x", ElementType.Float, "rows", QuantizedFile.Columns);
        graph.Output("y", layer(graph.Root)(input), "rows", "columns");
        return graph.Build().Run(("x", TensorValue.Of(x, x.Length / QuantizedFile.Columns, QuantizedFile.Columns)))["y"].Floats;
    }

    private static double[] Products(float[] x, float[] matrix, int first, int count) =>
    [
        .. Enumerable.Range(0, x.Length / QuantizedFile.Columns).SelectMany(row => Enumerable.Range(first, count).Select(output =>
            Enumerable.Range(0, QuantizedFile.Columns)
                .Sum(k => (double)x[(row * QuantizedFile.Columns) + k] * matrix[(output * QuantizedFile.Columns) + k]))),
    ];

    private static void AssertClose(double[] expected, float[] actual, double tolerance) =>
        Assert.InRange(Closeness.RelativeError(expected, Array.ConvertAll(actual, value => (double)value)), 0, tolerance);
}
