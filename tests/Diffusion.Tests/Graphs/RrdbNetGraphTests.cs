using Atelier.Diffusion.Checkpoints;
using Atelier.Diffusion.Graphs;
using Atelier.Diffusion.Onnx;
using Atelier.Support;

namespace Atelier.Diffusion.Tests.Graphs;

/// <summary>The graph against the network written out with plain loops, on small weights without a pattern.</summary>
public sealed class RrdbNetGraphTests
{
    private const int Height = 8;
    private const int Width = 12;

    [Theory]
    [InlineData(3, 1, 4, 2, 2, 1)]
    [InlineData(3, 1, 4, 3, 1, 2)]
    [InlineData(3, 2, 5, 2, 1, 2)]
    [InlineData(1, 4, 4, 2, 1, 2)]
    [InlineData(3, 1, 3, 2, 1, 3)]
    [InlineData(3, 1, 4, 2, 1, 0)]
    public void It_computes_what_the_papers_loops_do(int channels, int shuffle, int features, int growth, int blocks, int ups)
    {
        var config = new RrdbNetConfig(channels, shuffle, features, growth, blocks, ups);
        var plain = new PlainRrdbNet(config);
        using var weights = plain.Written();
        var picture = LayerRun.Numbers(channels * Height * Width);
        var made = RrdbNetGraph.Build(config, weights).Run(("input", TensorValue.Of(picture, 1, channels, Height, Width)))["output"];
        var expected = plain.Upscale(new Volume(channels, Height, Width, Array.ConvertAll(picture, value => (double)value)));

        Assert.Equal([1, channels, expected.Height, expected.Width], made.Shape);
        Assert.Equal((int)(Height * config.Scale), expected.Height);
        Assert.True(Closeness.RelativeError(expected.Values, Array.ConvertAll(made.Floats, value => (double)value)) < 1e-5);
    }
}
