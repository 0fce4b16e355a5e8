using Atelier.DiscordBot.Client.Model;
using Atelier.DiscordBot.Rules;
using Atelier.FrontEnds;
using Atelier.Generation;

namespace Atelier.DiscordBot.Tests.Commands.Schedule;

public sealed class ScheduleCommandTests : IDisposable
{
    private readonly Workbench _bench = new();

    [Fact]
    public async Task A_picture_begins_to_recur_in_its_channel_for_who_asked()
    {
        await _bench.RunAsync(Add(
            "A fox, at dawn!", "weekdays 7:30", Some.Text("zone", "Europe/Berlin"), Some.Text("model", "dream"), Some.Text("size", "wide"),
            Some.Text("style", "night"), Some.Text("negative", "rain"), Some.Whole("count", 2)));

        var plan = Assert.Single(await _bench.Host.Schedules.ListAsync()).Plan;
        Assert.Equal($"discord-{Some.ChannelId}-a-fox-at-dawn", plan.Name);
        Assert.Equal(("discord:" + Some.UserId, "30 7 * * 1-5", "Europe/Berlin"), (plan.Owner, plan.Cron, plan.Zone));
        Assert.Equal("A fox, at dawn!, at night, moonlight", plan.Request.Prompt);
        Assert.Equal(("rain, sun", "dreamshaper"), (plan.Request.NegativePrompt, plan.Request.Model));
        Assert.Equal((2, null), (plan.Request.Count, plan.Request.Seed));
        Assert.Contains($"first <t:{_bench.Host.Schedules.Next.ToUnixTimeSeconds()}:R>", _bench.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_that_the_server_takes_come_of_any_prompt()
    {
        await _bench.RunAsync(Add("狐狸", "daily 07:00"));
        await _bench.RunAsync(Add(new string('x', 500) + " y", "daily 07:00"));
        await _bench.RunAsync(Add("a fox", "daily 07:00", Some.Text("name", "Fox of the Day")));

        Assert.Equal(
            ["fox-of-the-day", "picture", new string('x', 32)],
            (await _bench.Host.Schedules.ListAsync()).Select(schedule => schedule.Plan.Name[$"discord-{Some.ChannelId}-".Length..]));
        Assert.All(await _bench.Host.Schedules.ListAsync(), schedule => Assert.Matches("^[a-z0-9-]{1,64}$", schedule.Plan.Name));
    }

    [Fact]
    public async Task Those_of_the_guild_are_listed_wherever_they_go()
    {
        await _bench.RunAsync(Add("a fox", "daily 07:00"));
        await _bench.RunAsync(Add("a boat", "hourly") with { ChannelId = "3000000000000000009" });
        await _bench.RunAsync(Add("of another guild", "hourly") with { GuildId = "999", ChannelId = "8" });

        await _bench.RunAsync(Schedule("list"));

        Assert.Contains($"a-fox: <#{Some.ChannelId}> · daily 07\\:00 (UTC) · next <t:", _bench.Said, StringComparison.Ordinal);
        Assert.Contains("a-boat: <#3000000000000000009>", _bench.Said, StringComparison.Ordinal);
        Assert.DoesNotContain("another guild", _bench.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_is_ended_by_its_name()
    {
        await _bench.RunAsync(Add("a fox", "daily 07:00"));
        var value = Assert.Single(await _bench.ValuesAsync("schedule", Some.Sub("remove", Some.Text("name", "fox", focused: true))));

        await _bench.RunAsync(Schedule("remove", Some.Text("name", value)));

        Assert.Empty(await _bench.Host.Schedules.ListAsync());
        Assert.Empty(await _bench.Host.Store.ListAsync("schedule/"));
        await _bench.RefusesAsync("`name`", Schedule("remove", Some.Text("name", "a-fox")));
    }

    [Fact]
    public async Task Another_guilds_cannot_be_ended()
    {
        await _bench.RunAsync(Add("a fox", "daily 07:00") with { GuildId = "999" });
        var name = (await _bench.Host.Schedules.ListAsync())[0].Plan.Name;

        await _bench.RefusesAsync("`name`", Schedule("remove", Some.Text("name", name)));
        Assert.Single(await _bench.Host.Schedules.ListAsync());
    }

    [Fact]
    public async Task What_is_not_possible_is_refused_and_nothing_is_kept()
    {
        await _bench.RefusesAsync("`when`", Add("a fox", "sometimes"));
        await _bench.RefusesAsync("`zone` must be", Add("a fox", "hourly", Some.Text("zone", "Mars/Base")));
        await _bench.RefusesAsync("`model`", Add("a fox", "hourly", Some.Text("model", "unknown")));
        await _bench.RefusesAsync("Manage Server", Add("a fox", "hourly").By());
        await new RuleBook(_bench.Host.Store).WriteAsync(Some.GuildId, null, new ChannelRules { BannedWords = ["fox"] }, default);
        await _bench.RefusesAsync("not wanted here", Add("a fox", "hourly"));
        Assert.Empty(await _bench.Host.Store.ListAsync("schedule/"));
        Assert.Empty(await _bench.Host.Schedules.ListAsync());
    }

    [Fact]
    public async Task What_the_server_does_not_take_is_said_and_not_kept()
    {
        var request = new GenerationRequest { Prompt = "x" };
        await _bench.Host.Schedules.AddAsync(
            new FrontEndSchedulePlan($"discord-{Some.ChannelId}-a-fox", "discord:9", "0 * * * *", "UTC", request));

        await _bench.RefusesAsync("`name` cannot be used", Add("a fox", "hourly"));
        Assert.Empty(await _bench.Host.Store.ListAsync("schedule/"));
    }

    [Fact]
    public async Task A_name_is_taken_once_in_a_channel_and_a_channel_has_only_so_many()
    {
        await _bench.RunAsync(Add("a fox", "hourly"));
        await _bench.RefusesAsync("another `name`", Add("a fox", "hourly"));
        for (var number = 0; number < 4; number++)
        {
            await _bench.RunAsync(Add($"fox {number}", "hourly"));
        }

        await _bench.RefusesAsync("remove one first", Add("one more", "hourly"));
    }

    [Fact]
    public async Task Zones_and_models_are_suggested()
    {
        Assert.Contains("Europe/Berlin", await _bench.ValuesAsync("schedule", Some.Sub("add", Some.Text("zone", "berlin", focused: true))));
        Assert.Equal(["dreamshaper"], await _bench.ValuesAsync("schedule", Some.Sub("add", Some.Text("model", "dream", focused: true))));
    }

    public void Dispose() => _bench.Dispose();

    private static Interaction Add(string prompt, string when, params GivenOption[] options) =>
        Schedule("add", [Some.Text("prompt", prompt), Some.Text("when", when), .. options]);

    private static Interaction Schedule(string subcommand, params GivenOption[] options) =>
        Some.Command("schedule", Some.Sub(subcommand, options)).By(permissions: "32");
}
