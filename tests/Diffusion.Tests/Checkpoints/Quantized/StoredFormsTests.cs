using Atelier.Diffusion.Checkpoints;

namespace Atelier.Diffusion.Tests.Checkpoints;

public sealed class StoredFormsTests
{
    [Theory]
    [InlineData(8, 64, 0.006)]
    [InlineData(8, 32, 0.006)]
    [InlineData(4, 32, 0.09)]
    public void Integers_and_their_scales_are_one_weight_of_the_shape_it_had(int bits, int block, double tolerance)
    {
        using var file = new QuantizedFile(bits, block);
        var weights = file.Open();
        Assert.Equal(["conv.bias", "conv.weight", "linear.weight"], weights.Names.Order());
        var linear = weights.Find("linear.weight")!;
        Assert.Equal([QuantizedFile.Rows, QuantizedFile.Columns], linear.Shape);
        Assert.Equal($"int{bits}", linear.Form);
        AssertClose(QuantizedFile.Matrix, weights.Floats(linear), tolerance);
        AssertClose(QuantizedFile.Kernel, weights.Floats(weights.Find("conv.weight")!), 0.006);
    }

    [Fact]
    public void Rows_of_a_quantized_matrix_are_read_with_their_scales()
    {
        using var file = new QuantizedFile(4, 32);
        var weights = file.Open();
        var whole = weights.Floats(weights.Find("linear.weight")!);
        var rows = weights.Floats(weights.Find("linear.weight")!.Rows(5, 3));
        Assert.Equal(whole.Skip(5 * QuantizedFile.Columns).Take(3 * QuantizedFile.Columns), rows);
    }

    [Fact]
    public void A_missing_scale_is_told_with_the_tensors_name()
    {
        using var file = new QuantizedFile(8, 64);
        file.Tensors.Remove("linear.weight_scale");
        AssertRefused(file, "linear.weight has dtype U8", "linear.weight_scale is missing");
    }

    [Fact]
    public void A_scale_without_its_weight_is_refused()
    {
        using var file = new QuantizedFile(8, 64);
        file.Tensors.Remove("conv.weight");
        AssertRefused(file, "conv.weight_scale is a scale", "missing");
    }

    [Fact]
    public void A_scale_of_another_shape_is_refused_by_its_field()
    {
        using var file = new QuantizedFile(8, 32);
        file.Tensors["linear.weight_scale"] = (TensorType.F16, [QuantizedFile.Rows], new byte[2 * QuantizedFile.Rows]);
        AssertRefused(file, "linear.weight_scale: shape is [48]", "needs [48, 2]");
    }

    [Fact]
    public void A_scale_of_another_type_is_refused_by_its_field()
    {
        using var file = new QuantizedFile(8, 64);
        file.Tensors["linear.weight_scale"] = (TensorType.I8, [QuantizedFile.Rows, 1], new byte[QuantizedFile.Rows]);
        AssertRefused(file, "linear.weight_scale: dtype is I8", "F16 or F32");
    }

    [Fact]
    public void Blocks_of_a_size_that_the_notes_do_not_say_are_refused()
    {
        using var file = new QuantizedFile(8, 64);
        file.Metadata[QuantizedNames.Block] = "16";
        AssertRefused(file, "linear.weight: shape is [48, 1, 64]", "blocks of 16");
    }

    [Theory]
    [InlineData(QuantizedNames.Form, "int2", "int8 or int4")]
    [InlineData(QuantizedNames.Block, "33", "16, 32, 64, 128 or 256")]
    public void Notes_that_say_what_is_not_known_are_refused(string key, string value, string right)
    {
        using var file = new QuantizedFile(8, 64);
        file.Metadata[key] = value;
        AssertRefused(file, $"'{value}'", right);
    }

    private static void AssertRefused(QuantizedFile file, params string[] parts)
    {
        var message = Assert.Throws<CheckpointException>(file.Open).Message;
        Assert.All(parts, part => Assert.Contains(part, message, StringComparison.Ordinal));
    }

    private static void AssertClose(float[] expected, float[] actual, double tolerance)
    {
        var error = Math.Sqrt(
            expected.Zip(actual).Sum(pair => Math.Pow(pair.First - pair.Second, 2)) / expected.Sum(value => Math.Pow(value, 2)));
        Assert.InRange(error, 0, tolerance);
    }
}
