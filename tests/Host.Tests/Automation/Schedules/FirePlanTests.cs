using Atelier.Host.Automation.Schedules;
using Atelier.Host.Automation.Schedules.Times;

namespace Atelier.Host.Tests.Automation.Schedules;

public sealed class FirePlanTests
{
    private static readonly DateTimeOffset Noon = new(2027, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly Timetable EveryMinute = new(null, TimeSpan.FromMinutes(1), TimeZoneInfo.Utc, Noon, Noon, null);

    [Theory]
    [InlineData(MissedPolicy.Skip, 500, 0)]
    [InlineData(MissedPolicy.Once, 499, 1)]
    [InlineData(MissedPolicy.All, 400, 100)]
    internal void Five_hundred_missed_times_run_as_the_policy_says_and_never_five_hundred_times(MissedPolicy policy, int missed, int late)
    {
        var table = new Timetable(null, TimeSpan.FromHours(1), TimeZoneInfo.Utc, Noon, Noon, null);

        var plan = FirePlan.Of(table, policy, Noon, Noon.AddHours(500).AddMinutes(30), TimeSpan.Zero);

        Assert.Equal((missed, late, 0), ((int)plan.Missed, plan.Late.Count, plan.OnTime.Count));
        Assert.Equal(Noon.AddHours(500), plan.Last);
        Assert.Equal((Noon.AddHours(1), Noon.AddHours(missed)), (plan.FirstMissed, plan.LastMissed));
        Assert.Equal(Enumerable.Range(missed + 1, late).Select(hour => Noon.AddHours(hour)), plan.Late);
    }

    [Fact]
    public void One_that_runs_on_time_makes_up_for_those_before_it()
    {
        var plan = FirePlan.Of(EveryMinute, MissedPolicy.Once, Noon, Noon.AddMinutes(10), TimeSpan.Zero);

        Assert.Equal((8, 0, 2), ((int)plan.Missed, plan.Late.Count, plan.OnTime.Count));
    }

    [Fact]
    public void What_is_due_now_runs_whatever_the_policy()
    {
        foreach (var policy in Enum.GetValues<MissedPolicy>())
        {
            var plan = FirePlan.Of(EveryMinute, policy, Noon, Noon.AddSeconds(61), TimeSpan.Zero);

            Assert.Equal([Noon.AddMinutes(1)], plan.OnTime);
            Assert.Equal(0, plan.Missed);
            Assert.Empty(plan.Late);
        }
    }

    [Fact]
    public void Before_it_is_due_nothing_is()
    {
        var plan = FirePlan.Of(EveryMinute, MissedPolicy.All, Noon, Noon.AddSeconds(59), TimeSpan.Zero);

        Assert.Null(plan.Last);
    }

    [Fact]
    public void A_clock_that_is_set_back_makes_nothing_due_again()
    {
        var plan = FirePlan.Of(EveryMinute, MissedPolicy.All, Noon.AddMinutes(60), Noon.AddMinutes(-60), TimeSpan.Zero);

        Assert.Null(plan.Last);
    }

    [Fact]
    public void With_a_lead_it_starts_before_its_time_and_also_when_that_is_short()
    {
        var table = new Timetable(CronTimes.Parse("0 7 * * *"), default, TimeZoneInfo.Utc, default, null, null);
        var (settled, seven) = (Noon, new DateTimeOffset(2027, 3, 2, 7, 0, 0, TimeSpan.Zero));
        var lead = TimeSpan.FromMinutes(10);

        Assert.Null(FirePlan.Of(table, MissedPolicy.Once, settled, seven.AddMinutes(-11), lead).Last);
        Assert.Equal([seven], FirePlan.Of(table, MissedPolicy.Once, settled, seven.AddMinutes(-10), lead).OnTime);
        Assert.Equal([seven], FirePlan.Of(table, MissedPolicy.Skip, settled, seven.AddMinutes(-1), lead).OnTime);
        Assert.Equal([seven], FirePlan.Of(table, MissedPolicy.Once, settled, seven.AddMinutes(5), lead).Late);
    }
}
