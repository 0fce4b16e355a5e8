using Atelier.Compliance.Doubles;
using Atelier.Guidance;
using Atelier.Tensors;
using Xunit;

namespace Atelier.Compliance;

/// <summary>What every <see cref="IGuidance"/> keeps to. Inherit it and give the guidance.</summary>
public abstract class GuidanceCompliance
{
    protected abstract IGuidance Guidance { get; }

    [Fact]
    public void It_is_well_named() => NamedCompliance.Check(Guidance);

    [Fact]
    public void Where_both_predictions_agree_it_returns_them()
    {
        var prediction = Some(1, 2);
        var guided = Guide(new GuidanceSettings { Scale = 7.5 }, Some(3, 2), prediction, prediction);
        AssertEqual(prediction, guided);
    }

    [Fact]
    public void At_scale_1_it_needs_no_unconditional_prediction_and_returns_the_conditional_one()
    {
        var settings = new GuidanceSettings { Scale = 1 };
        Assert.False(Guidance.NeedsUnconditional(new GuidanceStep(2, 0.5, settings)));
        AssertEqual(Some(1, 2), Guide(settings, Some(3, 2), Some(1, 2), null));
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.7)]
    public void Pictures_of_a_batch_do_not_touch_each_other(double rescale)
    {
        var settings = new GuidanceSettings { Scale = 6, Rescale = rescale };
        var (x, conditional, unconditional) = (Some(1, 3), Some(2, 3), Some(3, 3));
        var together = Guide(settings, x, conditional, unconditional);
        Assert.Equal(x.Shape, together.Shape);
        for (var i = 0; i < 3; i++)
        {
            AssertEqual(Guide(settings, x.Item(i), conditional.Item(i), unconditional.Item(i)), together.Item(i));
        }
    }

    private Latent Guide(GuidanceSettings settings, Latent x, Latent conditional, Latent? unconditional) =>
        Guidance.Guide(new GuidanceStep(2, 0.5, settings), x, [new WeightedPrediction(conditional, 1)], unconditional);

    private static void AssertEqual(Latent expected, Latent actual) =>
        Assert.All(expected.Values.ToArray().Zip(actual.Values.ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-9));

    private static Latent Some(ulong seed, int batch)
    {
        var values = new float[batch * 4 * 5 * 5];
        new PlainNoise().Open(seed).Fill(values);
        return Latent.FromSingle(new TensorShape(batch, 4, 5, 5), values);
    }
}
