using Atelier.Compliance.Doubles;
using Atelier.Sampling;
using Atelier.Tensors;

namespace Atelier.Samplers.Tests.Samplers;

public class DpmAdaptiveTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void A_tighter_tolerance_costs_evaluations_and_buys_accuracy(double order)
    {
        var (loose, looseCalls) = Error(order, 0.1);
        var (tight, tightCalls) = Error(order, 0.001);
        Assert.True(tightCalls > looseCalls, $"{tightCalls} evaluations instead of {looseCalls}");
        Assert.True(tight < loose / 5, $"an error of {tight:g3} instead of {loose:g3}");
    }

    [Fact]
    public void A_prediction_that_is_not_finite_ends_the_run_instead_of_looping()
    {
        var sampler = PluginParts.All.Samplers["dpm_adaptive"];
        var context = new RecordingContext(new NoNoise(), PartOptions.Bind(sampler.Options));
        var start = Latent.Own(new TensorShape(1, 2), [1, 2]);
        Assert.Throws<ArithmeticException>(() => sampler.Sample(new Broken(), start, [10, 0.1, 0], context));
    }

    private static (double Error, int Calls) Error(double order, double tolerance)
    {
        var model = new GaussianDenoiser();
        var options = new Dictionary<string, double> { ["order"] = order, ["rtol"] = tolerance, ["atol"] = tolerance / 10 };
        var run = SamplerRun.Of(PluginParts.All.Samplers["dpm_adaptive"], model, [14, 0.1], [1], options);
        var exact = model.Flow(run.Start, 14, 0.1);
        return (Math.Abs((run.Result.Values[0] / exact.Values[0]) - 1), model.Calls);
    }

    private sealed class Broken : IDenoiser
    {
        public ISigmaTable Table => SigmaList.StableDiffusion;

        public Denoised Denoise(Latent x, double sigma) => new(x * double.NaN);
    }
}
