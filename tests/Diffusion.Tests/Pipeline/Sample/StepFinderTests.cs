using Atelier.Diffusion.Pipeline.Sample;

namespace Atelier.Diffusion.Tests.Pipeline.Sample;

public sealed class StepFinderTests
{
    private readonly StepFinder _steps = new([8, 4, 2, 1, 0]);

    [Theory]
    [InlineData(8, 0)]
    [InlineData(5, 0)]
    [InlineData(4, 1)]
    [InlineData(3.9999999999, 1)]
    [InlineData(1.5, 2)]
    [InlineData(1, 3)]
    [InlineData(0.2, 3)]
    [InlineData(20, 0)]
    public void A_level_belongs_to_the_step_that_starts_at_or_above_it(double sigma, int step) => Assert.Equal(step, _steps.StepAt(sigma));

    [Theory]
    [InlineData(8, 0)]
    [InlineData(6, 0.125)]
    [InlineData(4, 0.25)]
    [InlineData(1, 0.75)]
    [InlineData(100, 0)]
    public void Progress_is_the_fraction_of_steps_behind(double sigma, double progress) =>
    Assert.Equal(progress, _steps.ProgressAt(sigma), 9);

    [Fact]
    public void A_level_off_by_a_rounding_error_still_belongs_to_its_own_step() => Assert.Equal(2, _steps.StepAt(Math.Exp(Math.Log(2))));
}
