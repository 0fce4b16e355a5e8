using Atelier.Guidance;
using Atelier.Tensors;

namespace Atelier.Samplers.Tests.Guidance;

/// <summary>Predictions of four values, small enough to work out by hand.</summary>
internal static class Latents
{
    public static GuidanceStep Step { get; } = new(1, 0.5);

    /// <summary>One channel of 2 × 2.</summary>
    public static Latent Of(params double[] values) => Latent.Own(new TensorShape(1, 1, 2, 2), values);

    public static GuidancePredictions Predictions(Latent conditional, Latent? unconditional = null) =>
        new(Of(0, 0, 0, 0), [new WeightedPrediction(conditional, 1)]) { Unconditional = unconditional };

    public static void AssertValues(double[] expected, Latent actual) =>
        Assert.All(expected.Zip(actual.Values.ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
}
