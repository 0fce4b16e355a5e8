using Atelier.Compliance;
using Atelier.Guidance;
using static Atelier.Samplers.Tests.Guidance.Latents;

namespace Atelier.Samplers.Tests.Guidance;

public class DynamicThresholdingTests : GuidanceCompliance
{
    // At scale 10 it is 1 + (10, −10, 20, −20); at the mimicked 5 it is 1 + (5, −5, 10, −10).
    private static readonly GuidancePredictions Some = Predictions(Of(2, 0, 3, -1), Of(1, 1, 1, 1));

    protected override IGuidance Guidance => PluginParts.All.Guidances["dynamic_thresholding"];

    [Fact]
    public void The_spread_is_that_of_the_mimicked_scale() => AssertValues([6, -4, 11, -9], Guide());

    [Fact]
    public void It_can_be_scaled_from_zero() => AssertValues([5.5, -4.5, 10.5, -9.5], Guide(("startpoint", 1)));

    [Fact]
    public void Spread_can_be_measured_by_the_standard_deviation() => AssertValues([6, -4, 11, -9], Guide(("variability", 1)));

    // The quarter quantile of 10, 10, 20, 20 is 10, and so is the mimicked spread: what lies beyond is clamped.
    [Fact]
    public void Values_beyond_the_percentile_are_clamped() => AssertValues([11, -9, 11, -9], Guide(("percentile", 0.25)));

    [Fact]
    public void Phi_takes_a_part_of_it() => AssertValues([8.5, -6.5, 16, -14], Guide(("interpolate_phi", 0.5)));

    [Theory]
    [InlineData(1, 0.5)]
    [InlineData(2, 0.70710678118654757)]
    [InlineData(3, 0.87758256189037276)]
    [InlineData(4, 0.5)]
    [InlineData(5, 0.29289321881345243)]
    [InlineData(6, 0.12241743810962724)]
    [InlineData(7, 0.125)]
    [InlineData(8, 0.875)]
    [InlineData(9, 0)]
    [InlineData(10, 0)]
    [InlineData(11, 0.5)]
    public void The_mimicked_scale_can_change_over_the_steps(int mode, double factor)
    {
        // Step 2.5 of 6 is the middle of steps 0 to 5.
        var run = Begin(new GuidanceSettings { Scale = 10 }, ("mimic_scale", 5), ("mimic_min", 1), ("mimic_mode", mode), ("sched_val", 3));
        var spread = 10 * (1 + (4 * factor)) / 5;
        AssertValues([1 + (spread / 2), 1 - (spread / 2), 1 + spread, 1 - spread], run.Guide(new GuidanceStep(1, 2.5 / 6), Some));
    }

    private Atelier.Tensors.Latent Guide(params (string, double)[] options) =>
        Begin(new GuidanceSettings { Scale = 10 }, [("mimic_scale", 5), .. options]).Guide(Step, Some);
}
