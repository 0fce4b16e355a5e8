using System.Globalization;
using Atelier.Host.Automation.Schedules.Times;

namespace Atelier.Host.Tests.Automation.Schedules.Times;

public sealed class TimetableTests
{
    [Theory]

    // Germany's clocks skip 2:00 to 3:00 on 28 March 2027 and show 2:00 to 3:00 twice on 31 October.
    [InlineData("Europe/Berlin", "30 2 * * *", "2027-03-27T00:00Z", "2027-03-27T02:30+01:00 2027-03-28T03:00+02:00 2027-03-29T02:30+02:00")]
    [InlineData("Europe/Berlin", "30 2 * * *", "2027-10-30T00:00Z", "2027-10-30T02:30+02:00 2027-10-31T02:30+02:00 2027-11-01T02:30+01:00")]
    [InlineData("Europe/Berlin", "0 7 * * *", "2027-03-27T00:00Z", "2027-03-27T07:00+01:00 2027-03-28T07:00+02:00")]

    // Several times in the hour that is skipped are one.
    [InlineData("Europe/Berlin", "0,20,40 2-3 * * *", "2027-03-28T00:00Z",
        "2027-03-28T03:00+02:00 2027-03-28T03:20+02:00 2027-03-28T03:40+02:00 2027-03-29T02:00+02:00")]

    // Without hours, time itself is followed.
    [InlineData("Europe/Berlin", "*/30 * * * *", "2027-03-28T00:15Z",
        "2027-03-28T01:30+01:00 2027-03-28T03:00+02:00 2027-03-28T03:30+02:00")]
    [InlineData("Europe/Berlin", "*/30 * * * *", "2027-10-31T00:15Z",
        "2027-10-31T02:30+02:00 2027-10-31T02:00+01:00 2027-10-31T02:30+01:00 2027-10-31T03:00+01:00")]
    [InlineData("Europe/Berlin", "30 * * * *", "2027-03-28T00:00Z", "2027-03-28T01:30+01:00 2027-03-28T03:30+02:00")]
    [InlineData("America/New_York", "30 2 * * *", "2027-03-13T00:00Z",
        "2027-03-13T02:30-05:00 2027-03-14T03:00-04:00 2027-03-15T02:30-04:00")]
    [InlineData("America/New_York", "30 1 * * *", "2027-11-06T00:00Z",
        "2027-11-06T01:30-04:00 2027-11-07T01:30-04:00 2027-11-08T01:30-05:00")]

    // Lord Howe's clocks change by half an hour.
    [InlineData("Australia/Lord_Howe", "15 2 * * *", "2026-10-03T00:00Z", "2026-10-04T02:30+11:00 2026-10-05T02:15+11:00")]
    [InlineData("Australia/Lord_Howe", "45 1 * * *", "2027-04-02T20:00Z", "2027-04-04T01:45+11:00 2027-04-05T01:45+10:30")]

    // Brazil changed at midnight: a day without its first hour, and one whose last hour came twice.
    [InlineData("America/Sao_Paulo", "30 0 * * *", "2018-11-03T12:00Z", "2018-11-04T01:00-02:00 2018-11-05T00:30-02:00")]
    [InlineData("America/Sao_Paulo", "30 23 * * *", "2019-02-16T12:00Z", "2019-02-16T23:30-02:00 2019-02-17T23:30-03:00")]
    [InlineData("America/Sao_Paulo", "30 * * * *", "2019-02-17T00:45Z",
        "2019-02-16T23:30-02:00 2019-02-16T23:30-03:00 2019-02-17T00:30-03:00")]

    // Samoa left out a whole day.
    [InlineData("Pacific/Apia", "0 12 * * *", "2011-12-29T12:00Z", "2011-12-29T12:00-10:00 2011-12-31T00:00+14:00 2011-12-31T12:00+14:00")]
    [InlineData("Asia/Kolkata", "0 7 * * *", "2027-03-27T00:00Z", "2027-03-27T07:00+05:30 2027-03-28T07:00+05:30")]
    [InlineData("UTC", "0 0 29 2 *", "2027-01-01T00:00Z", "2028-02-29T00:00+00:00 2032-02-29T00:00+00:00")]
    public void Clock_times_become_moments(string zone, string cron, string after, string expected)
    {
        var table = new Timetable(CronTimes.Parse(cron), default, TimeZoneInfo.FindSystemTimeZoneById(zone), default, null, null);
        var wanted = expected.Split(' ');

        var found = table.After(DateTimeOffset.Parse(after, CultureInfo.InvariantCulture)).Take(wanted.Length)
            .Select(due => table.Clock.Shown(due).ToString("yyyy-MM-ddTHH:mmzzz", CultureInfo.InvariantCulture));

        Assert.Equal(wanted, found);
    }

    [Fact]
    public void An_interval_is_counted_from_its_beginning_whatever_clocks_do()
    {
        var from = new DateTimeOffset(2027, 3, 27, 23, 0, 0, TimeSpan.Zero);
        var table = new Timetable(
            null, TimeSpan.FromMinutes(90), TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"), from, from, from.AddHours(4));

        Assert.Equal([0, 90, 180], table.After(from.AddDays(-1)).Select(due => (due - from).TotalMinutes));
        Assert.Equal([180], table.After(from.AddMinutes(90)).Select(due => (due - from).TotalMinutes));
    }

    [Fact]
    public void Nothing_is_due_before_from_and_after_until()
    {
        var from = new DateTimeOffset(2027, 3, 2, 7, 0, 0, TimeSpan.Zero);
        var table = new Timetable(CronTimes.Parse("0 7 * * *"), default, TimeZoneInfo.Utc, default, from, from.AddDays(1));

        Assert.Equal([from, from.AddDays(1)], table.After(DateTimeOffset.MinValue.AddDays(2)));
    }
}
