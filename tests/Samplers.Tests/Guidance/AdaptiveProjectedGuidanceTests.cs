using Atelier.Compliance;
using Atelier.Guidance;
using static Atelier.Samplers.Tests.Guidance.Latents;

namespace Atelier.Samplers.Tests.Guidance;

public class AdaptiveProjectedGuidanceTests : GuidanceCompliance
{
    // The update is (0, 4); along the prompt's (3, 4) lies 16/25 of that vector.
    private static readonly GuidancePredictions Some = Predictions(Of(3, 4, 0, 0), Of(3, 0, 0, 0));

    protected override IGuidance Guidance => PluginParts.All.Guidances["apg"];

    [Theory]
    [InlineData(0, -0.84, 6.88)]
    [InlineData(0.5, 1.08, 9.44)]
    [InlineData(1, 3, 12)]
    public void The_part_of_the_update_along_the_prompts_prediction_is_weakened(double eta, double first, double second)
    {
        var run = Begin(new GuidanceSettings { Scale = 3 }, ("eta", eta), ("norm_threshold", 0), ("momentum", 0));
        AssertValues([first, second, 0, 0], run.Guide(Step, Some));
    }

    [Theory]
    [InlineData(2, 8)]
    [InlineData(5, 12)]
    public void An_update_is_no_longer_than_the_threshold(double threshold, double expected)
    {
        var run = Begin(new GuidanceSettings { Scale = 3 }, ("eta", 1), ("norm_threshold", threshold), ("momentum", 0));
        AssertValues([3, expected, 0, 0], run.Guide(Step, Some));
    }

    [Fact]
    public void Momentum_adds_up_earlier_updates_of_the_same_picture()
    {
        var run = Begin(new GuidanceSettings { Scale = 3 }, ("eta", 1), ("norm_threshold", 0), ("momentum", -0.5));
        AssertValues([3, 12, 0, 0], run.Guide(Step, Some));
        AssertValues([3, 4 + (2 * 2), 0, 0], run.Guide(Step, Some));
        AssertValues([3, 4 + (2 * 3), 0, 0], run.Guide(Step, Some));
    }
}
