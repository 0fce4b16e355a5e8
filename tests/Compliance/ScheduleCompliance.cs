using Atelier.Compliance.Doubles;
using Atelier.Sampling;
using Xunit;

namespace Atelier.Compliance;

/// <summary>What every <see cref="ISigmaSchedule"/> keeps to. Inherit it and give the schedule.</summary>
public abstract class ScheduleCompliance
{
    protected abstract ISigmaSchedule Schedule { get; }

    [Fact]
    public void It_is_well_named() => NamedCompliance.Check(Schedule);

    [Theory]
    [InlineData("sd1")]
    [InlineData("sd2")]
    [InlineData("sdxl")]
    [InlineData("a_family_of_tomorrow")]
    public void From_1_to_1000_steps_the_levels_fall_strictly_and_end_in_0(string family)
    {
        foreach (var steps in Enumerable.Range(1, 60)
            .Concat([99, 100, 101, 128, 150, 200, 250, 333, 334, 499, 500, 501, 666, 750, 997, 998, 999, 1000]))
        {
            var sigmas = Schedule.Sigmas(new SigmaRequest(steps, SigmaList.StableDiffusion, family));
            Assert.Equal(steps + 1, sigmas.Length);
            Assert.Equal(0, sigmas[^1]);
            for (var i = 0; i < steps; i++)
            {
                Assert.True(double.IsFinite(sigmas[i]) && sigmas[i] > sigmas[i + 1],
                    $"{steps} steps: {sigmas[i]} is followed by {sigmas[i + 1]}.");
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(30)]
    [InlineData(500)]
    public void The_first_level_is_near_the_largest_and_none_lies_below_the_smallest_but_the_0(int steps)
    {
        var table = SigmaList.StableDiffusion;
        var sigmas = Schedule.Sigmas(new SigmaRequest(steps, table));
        Assert.True(sigmas[0] <= table.Sigmas[^1] * 1.001, $"{sigmas[0]} lies above the model's largest level.");
        Assert.True(sigmas[^2] >= table.Sigmas[0] * 0.99, $"{sigmas[^2]} lies below the model's smallest level.");
    }

    [Fact]
    public void The_same_request_gives_the_same_levels_on_any_thread()
    {
        var expected = Schedule.Sigmas(new SigmaRequest(25, SigmaList.StableDiffusion));
        var results = Enumerable.Range(0, 16).AsParallel().Select(_ => Schedule.Sigmas(new SigmaRequest(25, SigmaList.StableDiffusion)));
        Assert.All(results, result => Assert.Equal(expected, result));
    }

    [Fact]
    public void What_is_returned_belongs_to_the_caller()
    {
        var first = Schedule.Sigmas(new SigmaRequest(11, SigmaList.StableDiffusion));
        var kept = first.ToArray();
        Array.Clear(first);
        Assert.Equal(kept, Schedule.Sigmas(new SigmaRequest(11, SigmaList.StableDiffusion)));
    }
}
