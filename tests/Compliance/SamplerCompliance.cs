using Atelier.Compliance.Doubles;
using Atelier.Sampling;
using Xunit;

namespace Atelier.Compliance;

/// <summary>What every <see cref="ISampler"/> keeps to. Inherit it, give the sampler, and say what is special about it.</summary>
public abstract class SamplerCompliance
{
    private static readonly ulong[] Seeds = [1, 2, 3];

    protected abstract ISampler Sampler { get; }

    /// <summary>
    /// By how much a picture may differ in a batch from alone: 0 but where the pictures share steps chosen for all of them together.
    /// </summary>
    protected virtual double BatchTolerance => 0;

    /// <summary>
    /// Between what shares of the data's spread the end may lie. Only samplers of distilled models, whose predictions are no posterior
    /// means, have a reason to widen it.
    /// </summary>
    protected virtual (double Least, double Most) Spread => (0.93, 1.07);

    [Fact]
    public void It_is_well_named() => NamedCompliance.Check(Sampler);

    [Fact]
    public void Options_have_distinct_names_and_defaults_within_their_ranges()
    {
        Assert.Equal(
            Sampler.Options.Count, Sampler.Options.Select(option => option.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(Sampler.Options, option => Assert.InRange(option.Default, option.Minimum, option.Maximum));
        Assert.All(Sampler.Options, option => Assert.True(option.Minimum < option.Maximum, option.Name));
        Assert.All(Sampler.Options, option => Assert.True(double.IsFinite(option.Minimum) && double.IsFinite(option.Maximum), option.Name));
        Assert.All(Sampler.Options, option => Assert.False(string.IsNullOrWhiteSpace(option.Description), option.Name));
    }

    [Fact]
    public void The_ends_of_every_option_give_finite_latents()
    {
        foreach (var option in Sampler.Options)
        {
            foreach (var value in new[] { option.Minimum, option.Maximum })
            {
                var given = new Dictionary<string, double> { [option.Name] = value };
                var run = SamplerRun.Of(Sampler, new GaussianDenoiser(), SamplerRun.LevelsToZero(6), Seeds, given);
                Assert.True(IsFinite(run), $"{option.Name} = {value}");
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(20)]
    [InlineData(50)]
    public void A_run_ends_finite_in_the_shape_it_started(int steps)
    {
        var run = SamplerRun.Of(Sampler, new GaussianDenoiser(), SamplerRun.LevelsToZero(steps), Seeds);
        Assert.True(IsFinite(run));
        Assert.Equal(run.Start.Shape, run.Result.Shape);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(25)]
    public void A_run_may_start_below_the_largest_level_and_end_above_0(int steps)
    {
        Assert.True(IsFinite(SamplerRun.Of(Sampler, new GaussianDenoiser(), SamplerRun.LevelsToZero(steps, 1.5), Seeds)));
        Assert.True(IsFinite(SamplerRun.Of(Sampler, new GaussianDenoiser(), SamplerRun.Levels(steps, 14, 0.8), Seeds)));
        Assert.True(IsFinite(SamplerRun.Of(Sampler, new GaussianDenoiser(), SamplerRun.Levels(steps, 0.9, 0.5), Seeds)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(24)]
    [InlineData(40)]
    public void Each_step_is_reported_once_in_order(int steps)
    {
        foreach (var sigmas in new[] { SamplerRun.LevelsToZero(steps), SamplerRun.Levels(steps, 5, 0.5) })
        {
            var run = SamplerRun.Of(Sampler, new GaussianDenoiser(), sigmas, Seeds);
            Assert.Equal(Enumerable.Range(0, steps), run.Reports.Select(report => report.Step));
            Assert.Equal(sigmas[0], run.Reports[0].Sigma, 1e-9);
            Assert.All(run.Reports, report => Assert.InRange(report.Sigma, 1e-6, sigmas[0] * (1 + 1e-9)));
            Assert.All(run.Reports, report => Assert.Equal(run.Start.Shape, report.Denoised.Shape));
        }
    }

    [Fact]
    public void The_same_seeds_give_the_same_bits()
    {
        var first = SamplerRun.Of(Sampler, new GaussianDenoiser(), SamplerRun.LevelsToZero(12), Seeds);
        var second = SamplerRun.Of(Sampler, new GaussianDenoiser(), SamplerRun.LevelsToZero(12), Seeds);
        Assert.Equal(first.Result.Values.ToArray(), second.Result.Values.ToArray());
    }

    [Fact]
    public void A_picture_in_a_batch_equals_the_same_picture_alone()
    {
        var together = SamplerRun.Of(Sampler, new GaussianDenoiser(), SamplerRun.LevelsToZero(24), Seeds).Result;
        for (var i = 0; i < Seeds.Length; i++)
        {
            var alone = SamplerRun.Of(Sampler, new GaussianDenoiser(), SamplerRun.LevelsToZero(24), [Seeds[i]]).Result;
            foreach (var (one, other) in alone.Values.ToArray().Zip(together.Item(i).Values.ToArray()))
            {
                Assert.InRange(Math.Abs(one - other), 0, BatchTolerance);
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Cancellation_by_the_denoiser_ends_the_run_at_once(int call)
    {
        var model = new GaussianDenoiser { CancelAt = call };
        Assert.Throws<OperationCanceledException>(() => SamplerRun.Of(Sampler, model, SamplerRun.LevelsToZero(12), Seeds));
        Assert.Equal(call, model.Calls);
    }

    [Fact]
    public void Many_threads_may_run_it_at_once()
    {
        var seeds = Enumerable.Range(1, 16).Select(seed => new[] { (ulong)seed }).ToArray();
        var alone = seeds.Select(seed => Result(seed)).ToArray();
        var together = seeds.AsParallel().AsOrdered().WithDegreeOfParallelism(8).Select(seed => Result(seed)).ToArray();
        Assert.Equal(alone, together);

        double[] Result(ulong[] seed) =>
            SamplerRun.Of(Sampler, new GaussianDenoiser(), SamplerRun.LevelsToZero(24), seed).Result.Values.ToArray();
    }

    [Fact]
    public void The_end_has_the_spread_of_the_data()
    {
        var model = new GaussianDenoiser();
        var run = SamplerRun.Of(Sampler, model, SamplerRun.LevelsToZero(60), [1, 2, 3, 4], size: 16);
        double squares = 0;
        foreach (var value in run.Result.Values)
        {
            squares += value * value;
        }

        Assert.InRange(Math.Sqrt(squares / run.Result.Values.Length) / model.Deviation, Spread.Least, Spread.Most);
    }

    private static bool IsFinite(SamplerRun run)
    {
        foreach (var value in run.Result.Values)
        {
            if (!double.IsFinite(value))
            {
                return false;
            }
        }

        return true;
    }
}
