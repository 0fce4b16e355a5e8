using Atelier.Sampling;
using Atelier.Tensors;

namespace Atelier.Samplers.Tests.Noise;

public class BrownianNoiseTests
{
    /// <summary>
    /// Computed once with torchsde's BrownianTree (tolerance 1e-6, pool of 24) and PyTorch's CPU generator, normalised as k-diffusion's
    /// BrownianTreeNoiseSampler does.
    /// </summary>
    [Theory]
    [InlineData(42UL, 0.0291672, 14.614641, 14.614641, 6.1,
        new[] { -0.6038454174995422, 1.151104211807251, -1.0434988737106323, -0.030526306480169296 })]
    [InlineData(42UL, 0.0291672, 14.614641, 14.614641, 2.5,
        new[] { -0.30679601430892944, 1.0312831401824951, -0.7594839334487915, 0.18719229102134705 })]
    [InlineData(42UL, 0.0291672, 14.614641, 2.5, 0.7,
        new[] { 1.5281058549880981, 0.2523997128009796, 1.2282079458236694, -0.545639157295227 })]
    [InlineData(42UL, 0.0291672, 14.614641, 0.7, 0.0291672,
        new[] { 0.9315983653068542, 1.5555113554000854, -1.385706901550293, 0.7958764433860779 })]
    [InlineData(34359738375UL, 0.1, 3.0, 3.0, 1.55, new[]
    {
        -0.4464665651321411, 0.7428260445594788, 0.3185221552848816, -0.16211578249931335, -0.5751351714134216, -0.04273918643593788,
        0.6657984256744385, 0.09854203462600708, -1.3939920663833618, -2.464939594268799, 1.2036069631576538, -0.6596689820289612,
        1.9059773683547974, 1.0255223512649536, 1.333875060081482, 0.882249116897583,
    })]
    public void The_path_is_that_of_torchsde(
        ulong seed, double sigmaMin, double sigmaMax, double sigma, double sigmaNext, double[] expected)
    {
        var values = Open([seed], expected.Length, sigmaMin, sigmaMax).Next(sigma, sigmaNext).Values.ToArray();
        Assert.All(expected.Zip(values), pair => Assert.Equal(pair.First, pair.Second, 2e-6));
    }

    [Theory]
    [InlineData("dpmpp_sde")]
    [InlineData("dpmpp_2m_sde")]
    [InlineData("dpmpp_3m_sde")]
    public void Steps_that_overlap_see_the_same_path(string sampler)
    {
        var noise = Open([3], 64, 0.03, 14, sampler);
        var (first, second, whole) = (Step(10, 4), Step(4, 1.25), Step(10, 1.25));
        Assert.All(first.Zip(second, (a, b) => a + b).Zip(whole), pair => Assert.Equal(pair.Second, pair.First, 1e-9));

        double[] Step(double sigma, double next) => (noise.Next(sigma, next) * Math.Sqrt(sigma - next)).Values.ToArray();
    }

    [Fact]
    public void The_order_of_the_calls_does_not_matter()
    {
        var (one, other) = (Open([9], 32, 0.1, 10), Open([9], 32, 0.1, 10));
        var early = one.Next(10, 5).Values.ToArray();
        var late = one.Next(5, 2).Values.ToArray();
        Assert.Equal(late, other.Next(5, 2).Values.ToArray());
        Assert.Equal(early, other.Next(10, 5).Values.ToArray());
    }

    [Fact]
    public void Each_picture_has_the_path_of_its_seed_alone()
    {
        var together = Open([4, 5, 6], 32, 0.1, 10).Next(8, 1);
        Assert.Equal(Open([5], 32, 0.1, 10).Next(8, 1).Values.ToArray(), together.Item(1).Values.ToArray());
    }

    [Theory]
    [InlineData(10, 9.9)]
    [InlineData(7, 2)]
    [InlineData(0.2, 0.1)]
    public void Increments_have_unit_variance(double sigma, double sigmaNext)
    {
        var values = Open([11], 1 << 15, 0.1, 10).Next(sigma, sigmaNext).Values.ToArray();
        Assert.InRange(values.Average(), -0.03, 0.03);
        Assert.InRange(values.Average(value => value * value), 0.96, 1.04);
    }

    [Fact]
    public void Steps_that_do_not_overlap_are_independent()
    {
        var noise = Open([12], 1 << 15, 0.1, 10);
        var (first, second) = (noise.Next(10, 5).Values.ToArray(), noise.Next(5, 2).Values.ToArray());
        Assert.InRange(first.Zip(second, (a, b) => a * b).Average(), -0.03, 0.03);
    }

    private static INoiseSource Open(ulong[] seeds, int length, double sigmaMin, double sigmaMax, string sampler = "dpmpp_sde")
    {
        var torch = PluginParts.All.Noises["torch"];
        var shape = new TensorShape(seeds.Length, length);
        return PluginParts.All.Samplers[sampler].OpenNoise(
            new NoiseContext(shape, [.. seeds.Select(torch.Open)], seeds, torch, sigmaMin, sigmaMax));
    }
}
