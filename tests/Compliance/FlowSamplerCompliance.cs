using Atelier.Compliance.Doubles;
using Xunit;

namespace Atelier.Compliance;

/// <summary>
/// What a sampler keeps to that follows the probability flow when it draws no fresh noise: by its nature, or with its option <c>eta</c> at
/// 0.
/// </summary>
public abstract class FlowSamplerCompliance : SamplerCompliance
{
    /// <summary>How the error falls with the length of a step: 2 means to a quarter at half the length.</summary>
    protected abstract double Order { get; }

    [Fact]
    public void The_error_falls_with_the_steps_at_the_order_of_the_sampler()
    {
        var (coarse, fine) = (Error(12), Error(96));
        Assert.InRange(fine, 0, 0.02);
        var seen = Math.Log2(coarse / fine) / 3;
        Assert.True(seen > Order - 0.3,
            $"The error went from {coarse:g3} to {fine:g3} at eight times the steps: order {seen:f2}, not {Order}.");
    }

    /// <summary>The relative error against the exact end of the flow, between levels where nothing is degenerate.</summary>
    private double Error(int steps)
    {
        var model = new GaussianDenoiser();
        var sigmas = SamplerRun.Levels(steps, 5, 0.2);
        var still = Sampler.Options.Any(option => option.Name == "eta") ? new Dictionary<string, double> { ["eta"] = 0 } : null;
        var run = SamplerRun.Of(Sampler, model, sigmas, [1], still);
        var exact = model.Flow(run.Start, sigmas[0], sigmas[^1]);
        return Math.Abs((run.Result.Values[0] / exact.Values[0]) - 1);
    }
}
