using Atelier.Compliance.Doubles;
using Atelier.Guidance;
using Atelier.Tensors;
using Xunit;

namespace Atelier.Compliance;

/// <summary>What every <see cref="IGuidance"/> keeps to. Inherit it and give the guidance.</summary>
public abstract class GuidanceCompliance
{
    private const int Steps = 6;

    protected abstract IGuidance Guidance { get; }

    [Fact]
    public void It_is_well_named() => NamedCompliance.Check(Guidance);

    [Fact]
    public void Where_all_predictions_agree_it_returns_them()
    {
        var prediction = Some(1);
        AssertEqual(prediction, Guide(Begin(new GuidanceSettings { Scale = 7.5 }), Middle, Agreeing(Some(3), prediction)));
    }

    [Fact]
    public void At_scale_1_it_needs_no_pass_without_the_prompt_and_returns_the_prompts()
    {
        var run = Begin(new GuidanceSettings { Scale = 1 });
        AssertNeedsNoOtherPrompt(run, Middle);
        AssertEqual(Some(1), Guide(run, Middle, Agreeing(Some(3), Some(1)) with { Unconditional = null, Empty = null }));
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.19)]
    [InlineData(0.8)]
    [InlineData(0.99)]
    public void Outside_its_window_it_needs_nothing_and_returns_the_prompts(double progress)
    {
        var run = Begin(new GuidanceSettings { Scale = 7.5, Start = 0.2, End = 0.8 });
        var step = new GuidanceStep(2, progress);
        Assert.Equal(default, run.Needs(step));
        AssertEqual(Some(1),
            Guide(run, step, new GuidancePredictions(Some(3), [new WeightedPrediction(Some(1), 1)]) { Unconditional = Some(2) }));
    }

    [Fact]
    public void Its_result_is_finite_at_every_step_and_in_the_shape_of_the_picture()
    {
        var run = Begin(new GuidanceSettings { Scale = 12, Rescale = 0.7 });
        for (var step = 0; step < Steps; step++)
        {
            var guided = Guide(run, At(step), Different((ulong)step));
            Assert.Equal(Some(1).Shape, guided.Shape);
            Assert.All(guided.Values.ToArray(), value => Assert.True(double.IsFinite(value)));
        }
    }

    [Fact]
    public void Pictures_that_are_made_together_come_out_as_alone()
    {
        var settings = new GuidanceSettings { Scale = 6, Rescale = 0.5 };
        var (alone, first, second) = (Begin(settings), Begin(settings), Begin(settings));
        for (var step = 0; step < Steps; step++)
        {
            var expected = Guide(alone, At(step), Different((ulong)step));
            var actual = Guide(first, At(step), Different((ulong)step));
            Guide(second, At(step), Different((ulong)step + 100));
            Assert.Equal(expected.Values.ToArray(), actual.Values.ToArray());
        }
    }

    /// <summary>Begins a picture.</summary>
    /// <param name="settings">What was asked for.</param>
    /// <param name="options">Values of its options; those left out have their defaults.</param>
    protected IGuidanceRun Begin(GuidanceSettings settings, params (string Name, double Value)[] options) => Guidance.Begin(
        new GuidanceContext(
            settings, PartOptions.Bind(Guidance.Options, options.ToDictionary(option => option.Name, option => option.Value)), Steps));

    private static GuidanceStep Middle => At(Steps / 2);

    private static GuidanceStep At(int step) => new(10.0 / (step + 1), (double)step / Steps);

    private static void AssertNeedsNoOtherPrompt(IGuidanceRun run, GuidanceStep step)
    {
        var needs = run.Needs(step);
        Assert.False(needs.Unconditional);
        Assert.False(needs.Empty);
    }

    // Gives what is needed and no more.
    private static Latent Guide(IGuidanceRun run, GuidanceStep step, GuidancePredictions all)
    {
        var needs = run.Needs(step);
        return run.Guide(step, all with
        {
            Unconditional = needs.Unconditional ? all.Unconditional : null,
            Empty = needs.Empty ? all.Empty : null,
            Perturbed = needs.Perturbed == PerturbedLayers.None ? null : all.Perturbed,
        });
    }

    private static GuidancePredictions Agreeing(Latent x, Latent prediction) =>
        new(x, [new WeightedPrediction(prediction, 1)]) { Unconditional = prediction, Empty = prediction, Perturbed = [prediction] };

    private static GuidancePredictions Different(ulong seed) =>
        new(Some(10 * seed), [new WeightedPrediction(Some((10 * seed) + 1), 1), new WeightedPrediction(Some((10 * seed) + 2), -0.5)])
        {
            Unconditional = Some((10 * seed) + 3),
            Empty = Some((10 * seed) + 4),
            Perturbed = [Some((10 * seed) + 5), Some((10 * seed) + 6)],
        };

    private static void AssertEqual(Latent expected, Latent actual) =>
        Assert.All(expected.Values.ToArray().Zip(actual.Values.ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-9));

    private static Latent Some(ulong seed)
    {
        var values = new float[4 * 5 * 5];
        new PlainNoise().Open(seed).Fill(values);
        return Latent.FromSingle(new TensorShape(1, 4, 5, 5), values);
    }
}
