using System.Globalization;
using Atelier.Host.Automation.Schedules.Times;

namespace Atelier.Host.Tests.Automation.Schedules.Times;

public sealed class CronTimesTests
{
    [Theory]
    [InlineData("0 7 * * *", "2027-03-01T07:00:00 2027-03-02T07:00:00")]
    [InlineData("*/20 9-10 * * *", "2027-03-01T09:00:00 2027-03-01T09:20:00 2027-03-01T09:40:00 2027-03-01T10:00:00")]
    [InlineData("0 22-2/2 * * *", "2027-03-01T00:00:00 2027-03-01T02:00:00 2027-03-01T22:00:00 2027-03-02T00:00:00")]
    [InlineData("30 6 * * 1-5",
        "2027-03-01T06:30:00 2027-03-02T06:30:00 2027-03-03T06:30:00 2027-03-04T06:30:00 2027-03-05T06:30:00 2027-03-08T06:30:00")]
    [InlineData("0 0 * * 0", "2027-03-07T00:00:00 2027-03-14T00:00:00")]
    [InlineData("0 0 * * 7", "2027-03-07T00:00:00 2027-03-14T00:00:00")]
    [InlineData("0 0 * * FRI-MON", "2027-03-01T00:00:00 2027-03-05T00:00:00 2027-03-06T00:00:00 2027-03-07T00:00:00 2027-03-08T00:00:00")]
    [InlineData("0 0 13 * FRI", "2027-03-05T00:00:00 2027-03-12T00:00:00 2027-03-13T00:00:00 2027-03-19T00:00:00")]
    [InlineData("0 0 29 2 *", "2028-02-29T00:00:00 2032-02-29T00:00:00")]
    [InlineData("0 12 L * *", "2027-03-31T12:00:00 2027-04-30T12:00:00")]
    [InlineData("0 12 15W 5,8 *", "2027-05-14T12:00:00 2027-08-16T12:00:00")]
    [InlineData("0 12 * * 5#3", "2027-03-19T12:00:00 2027-04-16T12:00:00")]
    [InlineData("@weekly", "2027-03-07T00:00:00 2027-03-14T00:00:00")]
    [InlineData("0 0 7 * * ?", "2027-03-01T07:00:00 2027-03-02T07:00:00")]
    [InlineData("*/30 59 23 ? * 1", "2027-03-07T23:59:00 2027-03-07T23:59:30 2027-03-14T23:59:00")]
    [InlineData("0 0 0 LW * ?", "2027-03-31T00:00:00 2027-04-30T00:00:00 2027-05-31T00:00:00")]
    [InlineData("0 0 0 L-3 2 ? 2028", "2028-02-26T00:00:00")]
    [InlineData("0 15 10 ? * FRIL", "2027-03-26T10:15:00 2027-04-30T10:15:00")]
    public void Times_follow_the_expression(string cron, string expected)
    {
        var times = CronTimes.Parse(cron);
        var found = new List<string>();
        var wanted = expected.Split(' ');
        for (var next = times.Next(new DateTime(2027, 2, 28, 23, 59, 59)); next is { } time
            && found.Count < wanted.Length; next = times.Next(time))
        {
            found.Add(time.ToString("s", CultureInfo.InvariantCulture));
        }

        Assert.Equal(wanted, found);
    }

    [Fact]
    public void What_never_comes_is_said_to()
    {
        Assert.Null(CronTimes.Parse("0 0 30 2 *").Next(new DateTime(2027, 1, 1)));
        Assert.Null(CronTimes.Parse("0 0 0 1 1 ? 2026").Next(new DateTime(2027, 1, 1)));
    }

    [Theory]
    [InlineData("61 * * * *", "minute", "0 to 59")]
    [InlineData("* 24 * * *", "hour", "0 to 23")]
    [InlineData("0 7 0 * *", "day of month", "1 to 31")]
    [InlineData("0 7 * 13 *", "month", "1 to 12")]
    [InlineData("0 7 * JANUARY *", "month", "JAN")]
    [InlineData("0 7 * * 8", "day of week", "0 to 7")]
    [InlineData("0 7 * * MONDAY", "day of week", "MON-FRI")]
    [InlineData("0 7 * * 5#6", "day of week", "0 to 7")]
    [InlineData("60 0 7 * * ?", "second", "0 to 59")]
    [InlineData("0 0 7 ? * 0", "day of week", "1 to 7")]
    [InlineData("0 0 7 1 * MON", "day of week", "put ? in one of the two")]
    [InlineData("0 0 7 * * ? 1066", "year", "1970 to 2199")]
    [InlineData("*/0 * * * *", "minute", "0 to 59")]
    [InlineData("1-2-3 * * * *", "minute", "0 to 59")]
    [InlineData("1,,2 * * * *", "minute", "0 to 59")]
    [InlineData("-1 * * * *", "minute", "0 to 59")]
    [InlineData("0 7 32W * *", "day of month", "1 to 31")]
    [InlineData("0 7 L-x * *", "day of month", "1 to 31")]
    [InlineData("0 7 * *", "", "4 fields; it must have 5")]
    [InlineData("", "", "0 fields")]
    [InlineData("every day at seven please do run it", "", "8 fields")]
    public void A_wrong_expression_is_refused_by_its_field(string cron, string field, string right)
    {
        var wrong = Assert.Throws<CronException>(() => CronTimes.Parse(cron));

        Assert.StartsWith(field, wrong.Message);
        Assert.Contains(right, wrong.Message);
    }

    [Fact]
    public void Times_are_those_that_Quartz_finds()
    {
        var random = new Random(7);
        for (var i = 0; i < 300; i++)
        {
            var text = Expression(random);
            var (ours, theirs) = (CronTimes.Parse(text), new Quartz.CronExpression(text, TimeZoneInfo.Utc));
            var at = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(random.Next(2_000_000));
            for (var n = 0; n < 8; n++)
            {
                var (next, expected) = (ours.Next(at.DateTime), theirs.GetNextValidTimeAfter(at));
                Assert.True(next == expected?.UtcDateTime, $"{text} after {at:u}: {next:u} and not {expected:u}");
                if (expected is not { } found)
                {
                    break;
                }

                at = found;
            }
        }
    }

    private static string Expression(Random random)
    {
        var (second, minute, hour) = (Field(random, 60, 0), Field(random, 60, 0), Field(random, 24, 0));
        var month = random.Next(3) > 0 ? "*" : Field(random, 12, 1);
        var (ofMonth, ofWeek) = random.Next(6) switch
        {
            0 => (Field(random, 31, 1), "?"),
            1 => ("?", Field(random, 7, 1)),
            2 => (new[] { "L", "LW", "15W", "1W", "L-3" }[random.Next(5)], "?"),
            3 => ("?", $"{random.Next(1, 8)}#{random.Next(1, 5)}"),
            4 => ("?", $"{random.Next(1, 8)}L"),
            _ => ("*", "?"),
        };
        return $"{second} {minute} {hour} {ofMonth} {month} {ofWeek}";
    }

    private static string Field(Random random, int count, int lowest)
    {
        var (first, second) = (lowest + random.Next(count), lowest + random.Next(count));
        return random.Next(5) switch
        {
            0 => "*",
            1 => $"{Math.Min(first, second)}-{Math.Max(first, second)}",
            2 => $"{first},{second}",
            3 => $"{first}/{random.Next(1, count)}",
            _ => first.ToString(CultureInfo.InvariantCulture),
        };
    }
}
