using Atelier.Host.Worker.Supervise;

namespace Atelier.Host.Tests.Worker.Supervise;

public sealed class BackoffTests
{
    [Fact]
    public void Pauses_double_up_to_half_a_minute_and_begin_anew_after_a_life()
    {
        var backoff = new Backoff(TimeSpan.FromSeconds(0.2), TimeSpan.FromSeconds(30));

        Assert.Equal(
            [0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 12.8, 25.6, 30, 30],
            Enumerable.Range(0, 10).Select(_ => Math.Round(backoff.Next(TimeSpan.FromSeconds(1)).TotalSeconds, 3)));
        Assert.Equal(0.2, backoff.Next(TimeSpan.FromMinutes(2)).TotalSeconds);
        Assert.Equal(0.4, backoff.Next(TimeSpan.FromSeconds(1)).TotalSeconds);
    }
}
