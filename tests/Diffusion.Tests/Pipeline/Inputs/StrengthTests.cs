using Atelier.Diffusion.Pipeline.Inputs;

namespace Atelier.Diffusion.Tests.Pipeline.Inputs;

public sealed class StrengthTests
{
    [Theory]
    [InlineData(20, 1.0, 20)]
    [InlineData(20, 0.75, 16)]
    [InlineData(8, 0.6, 5)]
    [InlineData(20, 0.0, 1)]
    public void A_share_of_the_steps_is_made_as_AUTOMATIC1111_counts_them(int steps, double share, int made)
    {
        var (all, walked) = new Strength(share).Levels(steps, Down);
        Assert.Equal(steps + 1, all.Length);
        Assert.Equal(made + 1, walked.Length);
        Assert.Equal(0, walked[^1]);
        Assert.Equal(made, walked[0]);
    }

    [Theory]
    [InlineData(20, 0.5, 40)]
    [InlineData(20, 1.0, 20)]
    [InlineData(10, 0.3, 33)]
    public void All_steps_are_made_of_a_schedule_that_is_longer(int steps, double share, int length)
    {
        var (all, walked) = new Strength(share, AllSteps: true).Levels(steps, Down);
        Assert.Equal(length + 1, all.Length);
        Assert.Equal(steps + 1, walked.Length);
    }

    private static double[] Down(int steps) => [.. Enumerable.Range(0, steps + 1).Select(i => (double)(steps - i))];
}
