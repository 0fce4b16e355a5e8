using Atelier.Host.Tests.Doubles;
using Atelier.Host.Worker.Work;

namespace Atelier.Host.Tests.Worker.Work;

public sealed class OnlookersTests
{
    [Fact]
    public void Somebody_looks_for_a_while_after_he_came()
    {
        var time = new ManualTime();
        var onlookers = new Onlookers(time);
        Assert.False(onlookers.Look);

        onlookers.Came();
        time.Pass(9);
        Assert.True(onlookers.Look);

        time.Pass(2);
        Assert.False(onlookers.Look);
    }
}
