using Atelier.Compliance;
using Atelier.Guidance;
using static Atelier.Samplers.Tests.Guidance.Latents;

namespace Atelier.Samplers.Tests.Guidance;

public class PerturbedAttentionGuidanceTests : GuidanceCompliance
{
    private static readonly GuidancePredictions Some = Predictions(Of(2, 4, 6, 8), Of(1, 1, 1, 1)) with { Perturbed = [Of(1, 4, 5, 8)] };

    protected override IGuidance Guidance => PluginParts.All.Guidances["pag"];

    [Fact]
    public void It_adds_the_way_from_the_perturbed_prediction_to_classifier_free_guidance() =>
        AssertValues([6, 10, 18, 22], Begin(new GuidanceSettings { Scale = 3 }, ("pag_scale", 2)).Guide(Step, Some));

    [Fact]
    public void It_works_alone_at_scale_1()
    {
        var run = Begin(new GuidanceSettings { Scale = 1 }, ("pag_scale", 2));
        Assert.Equal(new GuidanceNeeds { Perturbed = PerturbedLayers.Middle }, run.Needs(Step));
        AssertValues([4, 4, 8, 8], run.Guide(Step, Some with { Unconditional = null }));
    }

    [Fact]
    public void Every_prompt_joined_by_AND_is_perturbed_by_its_weight()
    {
        var predictions = new GuidancePredictions(Of(0, 0, 0, 0), [new(Of(2, 2, 2, 2), 1), new(Of(4, 4, 4, 4), 0.5)])
        {
            Unconditional = Of(0, 0, 0, 0),
            Perturbed = [Of(1, 2, 2, 2), Of(4, 4, 0, 4)],
        };
        AssertValues([8 + 3, 8, 8 + 6, 8], Begin(new GuidanceSettings { Scale = 2 }).Guide(Step, predictions));
    }

    [Theory]
    [InlineData(1, 0, 0, PerturbedLayers.Middle)]
    [InlineData(0, 1, 1, PerturbedLayers.Down | PerturbedLayers.Up)]
    [InlineData(0, 0, 0, PerturbedLayers.None)]
    public void Its_options_choose_the_layers(double middle, double down, double up, PerturbedLayers expected)
    {
        var run = Begin(new GuidanceSettings(), ("middle", middle), ("down", down), ("up", up));
        Assert.Equal(expected, run.Needs(Step).Perturbed);
    }

    [Fact]
    public void At_its_own_scale_0_nothing_is_perturbed() =>
        Assert.Equal(PerturbedLayers.None, Begin(new GuidanceSettings(), ("pag_scale", 0)).Needs(Step).Perturbed);
}
