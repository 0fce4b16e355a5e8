using Atelier.Compliance.Doubles;

namespace Atelier.Samplers.Tests.Samplers;

public class RestartTests
{
    /// <summary>AUTOMATIC1111's plan: 9 steps of one restart from 20 steps on, a quarter of the steps twice from 36.</summary>
    [Theory]
    [InlineData(19, 0, 0)]
    [InlineData(20, 1, 9)]
    [InlineData(35, 1, 9)]
    [InlineData(36, 2, 9)]
    [InlineData(50, 2, 12)]
    public void It_goes_back_up_to_2_after_0_1_as_often_as_the_steps_allow(int steps, int restarts, int length)
    {
        var sigmas = SamplerRun.LevelsToZero(steps);
        var reported =
            SamplerRun.Of(PluginParts.All.Samplers["restart"], new GaussianDenoiser(), sigmas, [1]).Reports.Select(report => report.Sigma)
                .ToList();
        var climbs = Enumerable.Range(1, steps - 1).Where(i => reported[i] > reported[i - 1]).ToList();
        Assert.Equal(restarts, climbs.Count);
        Assert.Equal(steps, reported.Count);
        Assert.All(climbs, climb => Assert.InRange(reported[climb], 1, 3.5));
        Assert.All(climbs.Zip(climbs.Skip(1)), pair => Assert.Equal(length, pair.Second - pair.First));
        Assert.All(climbs, climb => Assert.InRange(reported[climb - 1], 0.05, 0.6));
    }
}
