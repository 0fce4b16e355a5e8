using Atelier.Host.Webhooks.Out;

namespace Atelier.Host.Tests.Webhooks.Out;

public class RetryScheduleTests
{
    [Fact]
    public void A_message_is_sent_ten_times_over_seventy_six_hours()
    {
        var schedule = new RetrySchedule(() => 0);
        var waits = Enumerable.Range(0, 11).Select(schedule.After).ToList();

        Assert.Equal(
            ["00:00:00", "00:00:05", "00:05:00", "00:30:00", "02:00:00", "05:00:00", "10:00:00", "14:00:00", "20:00:00", "1.00:00:00",
                null],
            waits.Select(wait => wait?.ToString()));
        Assert.Equal(75.6, waits.Sum(wait => wait?.TotalHours ?? 0), 1);
    }

    [Fact]
    public void What_failed_together_does_not_come_back_together()
    {
        Assert.Equal(TimeSpan.Zero, new RetrySchedule(() => 0.5).After(0));
        Assert.Equal(TimeSpan.FromSeconds(5.25), new RetrySchedule(() => 0.5).After(1));
        Assert.Equal(TimeSpan.FromHours(26.4), new RetrySchedule(() => 1).After(9));
    }
}
