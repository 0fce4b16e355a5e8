using System.Runtime.InteropServices;
using Atelier.Diffusion.Checkpoints;
using Atelier.Diffusion.Graphs;
using Atelier.Diffusion.Onnx;

namespace Atelier.Diffusion.Tests.Graphs;

public sealed class GraphBuilderTests
{
    /// <summary>Numbers that every stored type holds exactly.</summary>
    private static readonly float[] Values = [1f, -2f, 0.5f, 4f, -0.25f, 3f];

    [Fact]
    public void A_missing_weight_is_named_with_the_shape_it_needs()
    {
        using var weights = new WrittenWeights();
        var error = Assert.Throws<CheckpointException>(() => new GraphBuilder("test", weights).Weight("conv_in.weight", 320, 4, 3, 3));
        Assert.Contains("'conv_in.weight'", error.Message);
        Assert.Contains("320×4×3×3", error.Message);
    }

    [Fact]
    public void A_weight_of_another_shape_is_named_with_both_shapes()
    {
        using var weights = new WrittenWeights().Add("fc.weight", [2, 3], Values);
        var error = Assert.Throws<CheckpointException>(() => new GraphBuilder("test", weights).Weight("fc.weight", 3, 2));
        Assert.Contains("'fc.weight'", error.Message);
        Assert.Contains("is 2×3", error.Message);
        Assert.Contains("needs 3×2", error.Message);
    }

    [Fact]
    public void A_weight_of_integers_is_refused_by_name()
    {
        using var weights = new WrittenWeights().Add("fc.weight", TensorType.I64, [1], new byte[8]);
        var error = Assert.Throws<CheckpointException>(() => new GraphBuilder("test", weights).Weight("fc.weight", 1));
        Assert.Contains("'fc.weight' is stored as I64", error.Message);
    }

    [Theory]
    [InlineData(TensorType.F32)]
    [InlineData(TensorType.F16)]
    [InlineData(TensorType.BF16)]
    [InlineData(TensorType.F64)]
    [InlineData(TensorType.F8_E4M3)]
    [InlineData(TensorType.F8_E5M2)]
    public void Weights_of_every_float_type_run_in_single_precision(TensorType type)
    {
        using var weights = new WrittenWeights().Add("fc.weight", type, [2, 3], Stored(type));
        Assert.Equal([-1.5f, 12.5f], Product(weights));
    }

    [Fact]
    public void A_weight_that_is_stored_transposed_computes_as_if_it_were_not()
    {
        float[] columns = [Values[0], Values[3], Values[1], Values[4], Values[2], Values[5]];
        using var weights =
            new WrittenWeights().Add("fc.weight", TensorType.F32, [2, 3], MemoryMarshal.AsBytes(columns.AsSpan()), transposed: true);
        Assert.Equal([-1.5f, 12.5f], Product(weights));
        Assert.Equal([12.5f], SecondRow(weights));
    }

    [Fact]
    public void Rows_of_a_weight_are_taken_where_they_lie()
    {
        using var weights = new WrittenWeights().Add("other", [1], 7f).Add("fc.weight", [2, 3], Values);
        Assert.Equal([12.5f], SecondRow(weights));
    }

    [Fact]
    public void The_kernel_of_a_1x1_convolution_serves_a_linear_layer()
    {
        using var weights = new WrittenWeights().Add("fc.weight", [2, 3, 1, 1], Values);
        Assert.Equal([-1.5f, 12.5f], Product(weights));
    }

    [Fact]
    public void Initializers_bear_the_canonical_names()
    {
        using var weights = new WrittenWeights().Add("down_blocks.0.fc.weight", [2, 3], Values);
        var graph = new GraphBuilder("test", weights);
        graph.Root["down_blocks", 0]["fc"].Weight("weight", 2, 3);
        Assert.Contains("down_blocks.0.fc.weight", System.Text.Encoding.UTF8.GetString(graph.Build().Bytes.Span));
    }

    private static float[] Product(WrittenWeights weights) => Apply(weights, (fc, x) => fc.Product(x, 3, 2));

    private static float[] SecondRow(WrittenWeights weights) => Apply(weights, (fc, x) => fc.ProductRows(x, 3, 2, first: 1, count: 1));

    /// <summary>The layer applied to (1, 2, 3).</summary>
    private static float[] Apply(WrittenWeights weights, Func<Module, Value, Value> layer)
    {
        var graph = new GraphBuilder("test", weights);
        var x = graph.Input("x", ElementType.Float, "rows", 3);
        graph.Output("y", layer(graph.Root["fc"], x), "rows", "columns");
        return graph.Build().Run(("x", TensorValue.Of([1f, 2f, 3f], 1, 3)))["y"].Floats;
    }

    private static byte[] Stored(TensorType type) => type switch
    {
        TensorType.F32 => MemoryMarshal.AsBytes(Values.AsSpan()).ToArray(),
        TensorType.F64 => MemoryMarshal.AsBytes(Array.ConvertAll(Values, value => (double)value).AsSpan()).ToArray(),
        TensorType.F16 => MemoryMarshal.AsBytes(Array.ConvertAll(Values, value => (Half)value).AsSpan()).ToArray(),
        TensorType.BF16 =>
            MemoryMarshal.AsBytes(Array.ConvertAll(Values, value => (ushort)(BitConverter.SingleToUInt32Bits(value) >> 16)).AsSpan())
                .ToArray(),
        // Sign, 4 exponent bits of bias 7, 3 of fraction: 1, −2, ½, 4, −¼, 3.
        TensorType.F8_E4M3 => [0x38, 0xC0, 0x30, 0x48, 0xA8, 0x44],
        // Half precision cut to its first byte.
        TensorType.F8_E5M2 => [.. Values.Select(value => (byte)(BitConverter.HalfToUInt16Bits((Half)value) >> 8))],
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };
}
