using Atelier.DiscordBot.Commands.Schedule;
using Atelier.DiscordBot.Interactions;

namespace Atelier.DiscordBot.Tests.Commands.Schedule;

public sealed class WhenWordsTests
{
    [Theory]
    [InlineData("daily 07:00", "0 7 * * *")]
    [InlineData("every day at 7:30", "30 7 * * *")]
    [InlineData("07:05", "5 7 * * *")]
    [InlineData("Daily at 7am", "0 7 * * *")]
    [InlineData("daily 12:15 am", "15 0 * * *")]
    [InlineData("daily 12pm", "0 12 * * *")]
    [InlineData("daily 11:59pm", "59 23 * * *")]
    [InlineData("every day at noon", "0 12 * * *")]
    [InlineData("midnight", "0 0 * * *")]
    [InlineData("weekdays 7:30", "30 7 * * 1-5")]
    [InlineData("weekends 10:00", "0 10 * * 0,6")]
    [InlineData("weekly 09:00", "0 9 * * 1")]
    [InlineData("every monday at 18:00", "0 18 * * 1")]
    [InlineData("mondays and Fridays 18:00", "0 18 * * 1,5")]
    [InlineData("thu, tue 18:00", "0 18 * * 2,4")]
    [InlineData("sunday 09:00", "0 9 * * 0")]
    [InlineData("monthly 09:00", "0 9 1 * *")]
    [InlineData("monthly 15 09:00", "0 9 15 * *")]
    [InlineData("monthly on the 3rd at 09:00", "0 9 3 * *")]
    [InlineData("every month on the 28th 09:00", "0 9 28 * *")]
    [InlineData("hourly", "0 * * * *")]
    [InlineData("every hour", "0 * * * *")]
    [InlineData("every 6 hours", "0 */6 * * *")]
    [InlineData("0 7 * * *", "0 7 * * *")]
    [InlineData("  30   6-20/2 1,15 *  mon-fri ", "30 6-20/2 1,15 * mon-fri")]
    public void Words_become_cron(string words, string cron) => Assert.Equal(cron, WhenWords.ToCron(words));

    [Theory]
    [InlineData("sometimes")]
    [InlineData("daily")]
    [InlineData("someday 07:00")]
    [InlineData("mo 07:00")]
    [InlineData("daily 25:00")]
    [InlineData("daily 07:60")]
    [InlineData("daily 13pm")]
    [InlineData("daily 0am")]
    [InlineData("monthly 29 09:00")]
    [InlineData("every 5 hours")]
    [InlineData("every 0 hours")]
    [InlineData("every 30 minutes")]
    [InlineData("* * * * *")]
    [InlineData("*/5 * * * *")]
    [InlineData("0,30 * * * *")]
    [InlineData("0 0 7 * * ?")]
    [InlineData("")]
    public void What_is_none_or_more_often_than_hourly_is_refused(string words) =>
        Assert.Contains("`when`", Assert.Throws<Refusal>(() => WhenWords.ToCron(words)).Message, StringComparison.Ordinal);
}
