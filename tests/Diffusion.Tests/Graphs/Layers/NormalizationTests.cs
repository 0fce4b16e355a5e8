using Atelier.Diffusion.Graphs;
using Atelier.Diffusion.Onnx;

namespace Atelier.Diffusion.Tests.Graphs;

public sealed class NormalizationTests
{
    private const float Epsilon = 0.1f;

    [Fact]
    public void A_layer_norm_matches_the_formula_with_an_epsilon_that_matters()
    {
        const int Width = 8;
        var x = LayerRun.Numbers(2 * 3 * Width);
        using var weights = Affine(Width);
        var y = LayerRun.Apply(weights, TensorValue.Of(x, 2, 3, Width), (root, value) => root.LayerNorm(value, Width, Epsilon));
        LayerRun.AssertClose(Normalize(x, groupLength: Width, channelOf: i => i % Width), y.Floats);
    }

    [Fact]
    public void A_sum_and_its_layer_norm_match_the_formula()
    {
        const int Width = 8;
        var x = LayerRun.Numbers(2 * 3 * Width);
        using var weights = Affine(Width).Add("added", [Width], LayerRun.Numbers(Width));
        var sum = x.Select((value, i) => value + value + LayerRun.Numbers(Width)[i % Width]).ToArray();
        var input = TensorValue.Of(x, 2, 3, Width);

        var actualSum =
            LayerRun.Apply(
                weights, input, (root, value) => root.AddLayerNorm(value, value, root.Weight("added", Width), Width, Epsilon).Sum);
        LayerRun.AssertClose(Array.ConvertAll(sum, value => (double)value), actualSum.Floats);

        var normed =
            LayerRun.Apply(
                weights, input, (root, value) => root.AddLayerNorm(value, value, root.Weight("added", Width), Width, Epsilon).Normed);
        LayerRun.AssertClose(Normalize(sum, groupLength: Width, channelOf: i => i % Width), normed.Floats);
    }

    [Fact]
    public void A_group_norm_matches_the_formula_for_a_picture_that_is_not_square()
    {
        const int Channels = 6;
        const int Groups = 3;
        const int Places = 4 * 5;
        var x = LayerRun.Numbers(2 * Channels * Places);
        using var weights = Affine(Channels);
        var y = LayerRun.Apply(
            weights, TensorValue.Of(x, 2, Channels, 4, 5), (root, value) => root.GroupNorm(value, Channels, Groups, Epsilon));
        LayerRun.AssertClose(Normalize(x, Channels / Groups * Places, i => i / Places % Channels), y.Floats);
    }

    private static WrittenWeights Affine(int width) => new WrittenWeights()
        .Add("weight", [width], [.. Enumerable.Range(0, width).Select(i => 1 + 0.1f * i)])
        .Add("bias", [width], [.. Enumerable.Range(0, width).Select(i => 0.5f - 0.2f * i)]);

    /// <summary>
    /// The textbook formula in double precision over runs of neighbours, with the scale and shift of <see cref="Affine"/>.
    /// </summary>
    private static double[] Normalize(float[] x, int groupLength, Func<int, int> channelOf)
    {
        return [.. x.Select((value, i) =>
        {
            var group = x.Skip(i / groupLength * groupLength).Take(groupLength).Select(member => (double)member).ToArray();
            var mean = group.Average();
            var variance = group.Average(member => (member - mean) * (member - mean));
            var channel = channelOf(i);
            return (value - mean) / Math.Sqrt(variance + Epsilon) * (1 + 0.1 * channel) + (0.5 - 0.2 * channel);
        })];
    }
}
