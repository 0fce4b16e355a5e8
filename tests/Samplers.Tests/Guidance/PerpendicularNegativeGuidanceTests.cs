using Atelier.Compliance;
using Atelier.Guidance;
using static Atelier.Samplers.Tests.Guidance.Latents;

namespace Atelier.Samplers.Tests.Guidance;

public class PerpendicularNegativeGuidanceTests : GuidanceCompliance
{
    protected override IGuidance Guidance => PluginParts.All.Guidances["perp_neg"];

    [Fact]
    public void Only_what_is_perpendicular_to_the_prompt_is_taken_away() => AssertValues(
        [1 + 4, 1 - 6, 1, 1],
        Begin(new GuidanceSettings { Scale = 2 }).Guide(Step, Predictions(Of(3, 1, 1, 1), Of(2, 4, 1, 1)) with { Empty = Of(1, 1, 1, 1) }));

    [Fact]
    public void A_negative_prompt_that_is_the_prompt_takes_nothing_away() => AssertValues(
        [4, 8, 0, 0],
        Begin(new GuidanceSettings { Scale = 2 }).Guide(Step, Predictions(Of(2, 4, 0, 0), Of(2, 4, 0, 0)) with { Empty = Of(0, 0, 0, 0) }));

    [Fact]
    public void Prompts_of_negative_weight_are_further_negative_prompts()
    {
        var predictions = new GuidancePredictions(Of(0, 0, 0, 0), [new(Of(2, 0, 0, 0), 1), new(Of(5, 0, 4, 0), -0.5)])
        {
            Unconditional = Of(1, 3, 0, 0),
            Empty = Of(0, 0, 0, 0),
        };
        AssertValues([4, -3, -4, 0], Begin(new GuidanceSettings { Scale = 2 }, ("neg_scale", 0.5)).Guide(Step, predictions));
    }

    [Fact]
    public void It_asks_for_the_empty_prompt_beside_the_negative_one() =>
        Assert.Equal(new GuidanceNeeds { Unconditional = true, Empty = true }, Begin(new GuidanceSettings()).Needs(Step));
}
