using Atelier.Compliance;
using Atelier.Guidance;
using Atelier.Tensors;

namespace Atelier.Samplers.Tests.Guidance;

public class ClassifierFreeGuidanceTests : GuidanceCompliance
{
    private static readonly TensorShape Shape = new(1, 4);

    protected override IGuidance Guidance => PluginParts.All.Guidances["cfg"];

    [Fact]
    public void It_goes_scale_times_as_far_from_the_unconditional_prediction()
    {
        var guided = Guide(new GuidanceSettings { Scale = 3 }, [(Of(2, 4, 6, 8), 1)], Of(1, 1, 1, 1));
        Assert.Equal([4, 10, 16, 22], guided.Values.ToArray());
    }

    [Fact]
    public void Prompts_joined_by_AND_add_their_directions_by_weight()
    {
        var guided =
            Guide(new GuidanceSettings { Scale = 2 }, [(Of(3, 1, 1, 1), 1), (Of(1, 3, 1, 1), 0.5), (Of(1, 1, 3, 1), -1)], Of(1, 1, 1, 1));
        Assert.Equal([5, 3, -3, 1], guided.Values.ToArray());
    }

    [Fact]
    public void Without_guidance_prompts_joined_by_AND_are_averaged_by_weight()
    {
        var guided = Guide(new GuidanceSettings { Scale = 1 }, [(Of(4, 0, 0, 0), 3), (Of(0, 4, 0, 0), 1), (Of(9, 9, 9, 9), -1)], null);
        Assert.Equal([3, 1, 0, 0], guided.Values.ToArray());
    }

    [Fact]
    public void Without_guidance_a_prompt_of_negative_weight_alone_stands_for_itself()
    {
        var guided = Guide(new GuidanceSettings { Scale = 1 }, [(Of(4, 0, 0, 0), -1)], null);
        Assert.Equal([4, 0, 0, 0], guided.Values.ToArray());
    }

    [Fact]
    public void Outside_its_window_a_negative_prediction_that_a_sampler_asked_for_is_left_alone()
    {
        var guided = Begin(new GuidanceSettings { Scale = 3, Start = 0.2 }).Guide(
            new GuidanceStep(1, 0.1), Predictions([(Of(2, 2, 2, 2), 1)], Of(1, 1, 1, 1)));
        Assert.Equal([2, 2, 2, 2], guided.Values.ToArray());
    }

    [Fact]
    public void Scale_0_follows_the_negative_prompt()
    {
        var settings = new GuidanceSettings { Scale = 0 };
        Assert.True(Begin(settings).Needs(new GuidanceStep(1, 0)).Unconditional);
        Assert.Equal([1, 2, 3, 4], Guide(settings, [(Of(9, 9, 9, 9), 1)], Of(1, 2, 3, 4)).Values.ToArray());
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.4)]
    [InlineData(1.0)]
    public void Rescaling_moves_the_deviation_of_v_to_that_of_the_prompt(double rescale)
    {
        const double sigma = 1.7;
        var x = Of(0.3, -1.2, 2.5, 0.4);
        var (conditional, unconditional) = (Of(0.5, -0.2, 1.1, 0.6), Of(0.1, 0.3, 0.2, -0.4));
        var plain = unconditional + ((conditional - unconditional) * 7);
        var guided = Begin(new GuidanceSettings { Scale = 7, Rescale = rescale }).Guide(
            new GuidanceStep(sigma, 0),
            new GuidancePredictions(x, [new WeightedPrediction(conditional, 1)]) { Unconditional = unconditional });

        var expected = (rescale * Deviation(V(conditional))) + ((1 - rescale) * Deviation(V(plain)));
        Assert.Equal(expected, Deviation(V(guided)), 1e-9);

        double[] V(Latent denoised) =>
            [.. x.Values.ToArray()
                .Zip(denoised.Values.ToArray(), (x, d) => (((x - d) / sigma) - (sigma * d)) / Math.Sqrt(1 + (sigma * sigma)))];
    }

    private Latent Guide(GuidanceSettings settings, (Latent Denoised, double Weight)[] conditional, Latent? unconditional) =>
        Begin(settings).Guide(new GuidanceStep(1, 0.5), Predictions(conditional, unconditional));

    private static GuidancePredictions Predictions((Latent Denoised, double Weight)[] conditional, Latent? unconditional) =>
        new(Of(0, 0, 0, 0), [.. conditional.Select(each => new WeightedPrediction(each.Denoised, each.Weight))])
        {
            Unconditional = unconditional,
        };

    private static Latent Of(params double[] values) => Latent.Own(Shape, values);

    private static double Deviation(double[] values) => Math.Sqrt(values.Average(value => Math.Pow(value - values.Average(), 2)));
}
