using Atelier.Diffusion.Checkpoints;
using Atelier.Diffusion.Pipeline.Sample;
using Atelier.Tensors;

namespace Atelier.Diffusion.Tests.Pipeline.Sample;

public sealed class PredictionTests
{
    private const double Sigma = 2.5;
    private static readonly double[] Clean = [0.3, -1.2, 0.7];
    private static readonly double[] Noise = [1.1, 0.4, -0.6];

    // On variance-preserving noise, alpha = 1/√(1 + sigma²) and the noise's share is sigma times that.
    private static double Alpha => 1 / Math.Sqrt((Sigma * Sigma) + 1);

    [Theory]
    [InlineData("epsilon")]
    [InlineData("v_prediction")]
    [InlineData("sample")]
    public void A_perfect_network_gives_back_the_clean_latent(string type)
    {
        var shape = new TensorShape(1, 3);
        var x = Latent.Own(shape, [.. Clean.Zip(Noise, (clean, noise) => clean + (Sigma * noise))]);
        var perfect = Latent.Own(shape, [.. Clean.Zip(Noise, (clean, noise) => type switch
        {
            "epsilon" => noise,
            "v_prediction" => Alpha * (noise - (Sigma * clean)),
            _ => clean,
        })]);

        var denoised = IPrediction.Of(type).Denoised(x, Sigma, perfect);

        Assert.All(Clean.Zip(denoised.Values.ToArray()), pair => Assert.Equal(pair.First, pair.Second, 12));
    }

    [Fact]
    public void An_unknown_type_is_named_with_the_known_ones() =>
        Assert.Contains("v_prediction", Assert.Throws<CheckpointException>(() => IPrediction.Of("flow")).Message);
}
