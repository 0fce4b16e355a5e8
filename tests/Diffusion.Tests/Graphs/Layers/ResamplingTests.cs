using Atelier.Diffusion.Graphs;
using Atelier.Diffusion.Onnx;

namespace Atelier.Diffusion.Tests.Graphs;

public sealed class ResamplingTests
{
    [Theory]
    [InlineData(4, 6)]
    [InlineData(3, 5)]
    [InlineData(4, 5)]
    public void Upsampling_to_a_skip_repeats_the_nearest_value_as_far_as_the_skip_goes(int height, int width)
    {
        using var weights = new WrittenWeights()
            .Add("upsamplers.0.conv.weight", [1, 1, 3, 3], 0, 0, 0, 0, 1, 0, 0, 0, 0)
            .Add("upsamplers.0.conv.bias", [1], 0);
        var small = TensorValue.Of([1f, 2f, 3f, 4f, 5f, 6f], 1, 1, 2, 3);
        var y = LayerRun.Apply(weights, small, (root, x) =>
        {
            var skip = root.Onnx("Expand", [root.Graph.Scalar(0), root.Graph.Constant(1, 1, height, (long)width)]);
            return root.UpsampleTo(x, skip, 1);
        });
        Assert.Equal([1, 1, height, width], y.Shape);
        Assert.Equal(Enumerable.Range(0, height * width).Select(i => small.Floats[i / width / 2 * 3 + i % width / 2]), y.Floats);
    }

    [Fact]
    public void Doubling_with_small_convolutions_is_doubling_and_then_convolving()
    {
        const int Channels = 2;
        using var weights = new WrittenWeights()
            .Add("upsamplers.0.conv.weight", [Channels, Channels, 3, 3], LayerRun.Numbers(Channels * Channels * 9))
            .Add("upsamplers.0.conv.bias", [Channels], 0.3f, -0.2f);
        var small = TensorValue.Of(LayerRun.Numbers(Channels * 3 * 4), 1, Channels, 3, 4);
        var expected = LayerRun.Apply(weights, small, (root, x) =>
        {
            var skip = root.Onnx("Expand", [root.Graph.Scalar(0), root.Graph.Constant(1, Channels, 6L, 8)]);
            return root.UpsampleTo(x, skip, Channels);
        });
        var actual = LayerRun.Apply(weights, small, (root, x) => root.Upsample(x, Channels));
        Assert.Equal(expected.Shape, actual.Shape);
        LayerRun.AssertClose(Array.ConvertAll(expected.Floats, value => (double)value), actual.Floats);
    }
}
