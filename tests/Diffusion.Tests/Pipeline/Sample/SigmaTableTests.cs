using Atelier.Diffusion.Checkpoints;
using Atelier.Diffusion.Pipeline.Sample;
using Atelier.Support;

namespace Atelier.Diffusion.Tests.Pipeline.Sample;

public sealed class SigmaTableTests
{
    private const double Tolerance = 1e-6;

    [GoldenFact, Trait("Category", "Golden")]
    public void Sigmas_are_those_of_Stable_Diffusions_schedule()
    {
        var expected = Golden.Open("samplers", "expected.safetensors")["table.sigmas"];
        Closeness.AssertClose(expected, SigmaTable.From(new SchedulerConfig()).Sigmas, Tolerance);
    }

    [GoldenFact, Trait("Category", "Golden")]
    public void A_fractional_timestep_interpolates_in_log_sigma()
    {
        var golden = Golden.Open("samplers", "expected.safetensors");
        var table = SigmaTable.From(new SchedulerConfig());
        Closeness.AssertClose(golden["table.sigma_at_t"], Array.ConvertAll(golden["table.t"].Doubles, table.SigmaAt), Tolerance);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.25)]
    [InlineData(17)]
    [InlineData(500.5)]
    [InlineData(998.999)]
    [InlineData(999)]
    public void Timestep_and_sigma_are_each_others_inverse(double timestep)
    {
        var table = SigmaTable.From(new SchedulerConfig());
        Assert.Equal(timestep, table.TimestepAt(table.SigmaAt(timestep)), 6);
    }

    [Fact]
    public void Levels_outside_the_table_give_its_ends()
    {
        var table = SigmaTable.From(new SchedulerConfig());
        Assert.Equal(0, table.TimestepAt(1e-9));
        Assert.Equal(999, table.TimestepAt(1e9));
    }

    [Theory]
    [InlineData("linear")]
    [InlineData("scaled_linear")]
    [InlineData("squaredcos_cap_v2")]
    public void Every_beta_schedule_rises(string schedule)
    {
        var sigmas = SigmaTable.From(new SchedulerConfig { BetaSchedule = schedule }).Sigmas.ToArray();
        Assert.All(sigmas.Zip(sigmas.Skip(1)), pair => Assert.True(pair.First < pair.Second));
    }

    [Fact]
    public void Rescaling_to_zero_terminal_signal_keeps_the_first_level_and_makes_the_last_huge_but_finite()
    {
        var plain = SigmaTable.From(new SchedulerConfig()).Sigmas;
        var rescaled = SigmaTable.From(new SchedulerConfig { RescaleBetasZeroSnr = true }).Sigmas;
        Assert.Equal(plain[0], rescaled[0], 9);
        Assert.InRange(rescaled[^1], 1000, 10_000);
    }

    [Fact]
    public void An_unknown_beta_schedule_is_named_with_the_known_ones()
    {
        var error = Assert.Throws<CheckpointException>(() => SigmaTable.From(new SchedulerConfig { BetaSchedule = "cubic" }));
        Assert.Contains("cubic", error.Message);
        Assert.Contains("scaled_linear", error.Message);
    }
}
