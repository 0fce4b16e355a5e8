using Atelier.Diffusion.Checkpoints;

namespace Atelier.Diffusion.Tests.Checkpoints;

public sealed class OnnxFileReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Locations_are_found_wherever_a_tensor_may_stand()
    {
        // A node's attribute holds a tensor, a list of tensors, a sparse tensor and a graph, as If and Loop do.
        var inner = OnnxBytes.Message((5, OnnxBytes.Tensor("in-graph")));
        var attribute = OnnxBytes.Message(
            (5, OnnxBytes.Tensor("in-attribute")), (10, OnnxBytes.Tensor("in-list")),
            (22, OnnxBytes.Message((1, OnnxBytes.Tensor("in-sparse")))), (6, inner));
        var graph = OnnxBytes.Message(
            (1, OnnxBytes.Message((5, attribute))), (5, OnnxBytes.Tensor("plain")),
            (15, OnnxBytes.Message((2, OnnxBytes.Tensor("indices")))));
        var function = OnnxBytes.Message((7, OnnxBytes.Message((5, OnnxBytes.Message((5, OnnxBytes.Tensor("in-function")))))));
        var path = _folder.Write(
            "m.onnx", [.. OnnxBytes.ModelOf(graph),
                .. OnnxBytes.Message((25, function), (20, OnnxBytes.Message((1, OnnxBytes.Message((5, OnnxBytes.Tensor("training")))))))]);
        Assert.Equal(
            ["in-attribute", "in-function", "in-graph", "in-list", "in-sparse", "indices", "plain", "training"],
            OnnxFileReader.ReadLocations(path));
    }

    [Fact]
    public void A_model_without_external_data_has_no_locations() =>
    Assert.Empty(OnnxFileReader.ReadLocations(_folder.Write("m.onnx", OnnxBytes.ModelOf(OnnxBytes.Message((9, new byte[100]))))));

    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    [InlineData(1000)]
    [InlineData(1_000_000)]
    public void Random_bytes_are_no_onnx_model(int length)
    {
        var random = new Random(length);
        for (var i = 0; i < 20; i++)
        {
            var bytes = new byte[length];
            random.NextBytes(bytes);
            var error = Assert.Throws<CheckpointException>(() => OnnxFileReader.ReadLocations(_folder.Write("m.onnx", bytes)));
            Assert.StartsWith("m.onnx: invalid: not an ONNX model (", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_truncated_or_mutated_model_is_read_or_refused_and_nothing_else()
    {
        var model = OnnxBytes.ModelOf(
            OnnxBytes.Message((1, OnnxBytes.Message((5, OnnxBytes.Message((6, OnnxBytes.Message((5, OnnxBytes.Tensor("x"))))))))));
        var random = new Random(5);
        var refused = 0;
        for (var i = 0; i < 500; i++)
        {
            var bytes = model[..random.Next(1, model.Length + 1)];
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            try
            {
                _ = OnnxFileReader.ReadLocations(_folder.Write("m.onnx", bytes));
            }
            catch (CheckpointException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, 100, 500);
    }

    [Fact]
    public void Graphs_nested_without_end_are_refused()
    {
        var graph = OnnxBytes.Tensor("x");
        for (var i = 0; i < 1000; i++)
        {
            graph = OnnxBytes.Message((1, OnnxBytes.Message((5, OnnxBytes.Message((6, graph))))));
        }

        Assert.Contains(
            "nest deeper",
            Assert.Throws<CheckpointException>(
                () => OnnxFileReader.ReadLocations(_folder.Write("m.onnx", OnnxBytes.ModelOf(graph)))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_file_is_truncated() =>
        Assert.Contains(
            "invalid: truncated",
            Assert.Throws<CheckpointException>(() => OnnxFileReader.ReadLocations(_folder.Write("m.onnx", ""))).Message,
            StringComparison.Ordinal);

    public void Dispose() => _folder.Dispose();
}
