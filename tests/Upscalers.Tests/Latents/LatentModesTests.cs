using Atelier.Tensors;
using Atelier.Upscalers.Latents;

namespace Atelier.Upscalers.Tests.Latents;

/// <summary>Worked out by hand from torch's definitions (<c>UpSampleKernel.cpp</c>).</summary>
public class LatentModesTests
{
    [Theory]
    [InlineData("latent", new[] { 0.0, 1 }, new[] { 0, 0.25, 0.75, 1 })]
    [InlineData("latent_bicubic", new[] { 0.0, 1 }, new[] { -0.10546875, 0.2265625, 0.7734375, 1.10546875 })]
    [InlineData("latent_nearest", new[] { 0.0, 1, 2 }, new[] { 0.0, 0, 1, 1, 2 })]
    [InlineData("latent_nearest_exact", new[] { 0.0, 1, 2 }, new[] { 0.0, 0, 1, 2, 2 })]
    [InlineData("latent_antialiased", new[] { 0.0, 7, 7, 14 }, new[] { 4.0, 10 })]
    [InlineData("latent", new[] { 0.0, 7, 7, 14 }, new[] { 3.5, 10.5 })]
    [InlineData("latent_antialiased", new[] { 0.0, 1 }, new[] { 0, 0.25, 0.75, 1 })]
    public void A_line_comes_out_as_torch_interpolates_it(string name, double[] line, double[] expected)
    {
        var mode = LatentModes.All.Single(mode => mode.Name == name);
        var row = mode.Upscale(Latent.Own(new TensorShape(1, 1, 1, line.Length), line), expected.Length, 1);
        var column = mode.Upscale(Latent.Own(new TensorShape(1, 1, line.Length, 1), line), 1, expected.Length);
        Assert.All(expected.Zip(row.Values.ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
        Assert.All(expected.Zip(column.Values.ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
    }

    [Fact]
    public void Antialiased_bicubic_leaves_out_what_lies_beyond_the_edge()
    {
        // Twice as long with Keys' -0.5: at the left end 0.25 away lies the first, 0.75 the second, 1.25 the third; nothing stands for what
        // is not there.
        double[] weights = [Keys(0.25), Keys(0.75), Keys(1.75)];
        var made = LatentModes.All.Single(mode => mode.Name == "latent_bicubic_antialiased")
            .Upscale(Latent.Own(new TensorShape(1, 1, 1, 4), [1, 0, 0, 0]), 8, 1);
        Assert.Equal(Keys(0.25) / (Keys(0.25) + Keys(1.25)), made.Values[0], 1e-12);
        Assert.Equal(weights[0] / weights.Sum(), made.Values[1], 1e-12);

        static double Keys(double x) => x < 1 ? (1.5 * x * x * x) - (2.5 * x * x) + 1 : (-0.5 * x * x * x) + (2.5 * x * x) - (4 * x) + 2;
    }
}
