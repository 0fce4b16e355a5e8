using Atelier.Host.Worker.Supervise;

namespace Atelier.Host.Tests.Worker.Supervise;

public sealed class QuarantineTests
{
    private readonly Quarantine _quarantine = new();

    [Fact]
    public void A_second_crash_sets_a_model_aside()
    {
        Assert.False(_quarantine.Crashed("a", "segmentation fault"));
        Assert.False(_quarantine.Crashed("b", "segmentation fault"));

        Assert.True(_quarantine.Crashed("a", "segmentation fault"));

        Assert.Equal("segmentation fault, 2 times", Assert.Single(_quarantine.SetAside).Value);
    }

    [Fact]
    public void A_model_that_worked_in_between_starts_from_nothing()
    {
        _quarantine.Crashed("a", "segmentation fault");
        _quarantine.Worked("a");

        Assert.False(_quarantine.Crashed("a", "segmentation fault"));
    }

    [Fact]
    public void An_operator_takes_a_model_up_again()
    {
        _quarantine.Crashed("a", "x");
        _quarantine.Crashed("a", "x");

        Assert.True(_quarantine.Release("a"));

        Assert.Empty(_quarantine.SetAside);
        Assert.False(_quarantine.Crashed("a", "x"));
        Assert.False(_quarantine.Release("b"));
    }
}
