using Atelier.DiscordBot.Client.Model;
using Atelier.DiscordBot.Interactions;
using Atelier.DiscordBot.Rules;
using Atelier.Generation;

namespace Atelier.DiscordBot.Tests.Commands.Settings;

public sealed class SettingsCommandTests : IDisposable
{
    private readonly Workbench _bench = new();
    private readonly RuleBook _book;

    public SettingsCommandTests() => _book = new RuleBook(_bench.Host.Store);

    [Fact]
    public async Task What_holds_is_shown_to_who_asks_alone()
    {
        await _bench.RunAsync(Settings("show"));

        Assert.Equal(MessageFlags.Ephemeral, _bench.Body.Flags);
        Assert.Contains("Models: all", _bench.Said, StringComparison.Ordinal);
        Assert.Contains("jobs at a time: 3", _bench.Said, StringComparison.Ordinal);
        Assert.Contains("Hidden until looked at: in age-restricted channels", _bench.Said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("2048")]
    public async Task Only_those_who_manage_the_server_set_or_see_it(string permissions)
    {
        await _bench.RefusesAsync("Manage Server", Settings("show").By(permissions: permissions));
        await _bench.RefusesAsync("Manage Server", Settings("limits", Some.Whole("steps", 5)).By(permissions: permissions));
        Assert.Equal(new ChannelRules(), await _book.ReadAsync(Some.GuildId, null, default));
    }

    [Fact]
    public async Task An_administrator_may_whatever_else_is_said() => await _bench.RunAsync(Settings("show").By(permissions: "8"));

    [Fact]
    public async Task A_direct_message_has_no_settings() =>
        await _bench.RefusesAsync("use it there", Settings("show") with { GuildId = null });

    [Fact]
    public async Task Defaults_are_set_and_lifted_one_by_one()
    {
        await _bench.RunAsync(Settings(
            "defaults", Some.Text("model", "dream"), Some.Text("style", "night"), Some.Text("negative", "blurry"),
            Some.Text("size", "wide"),
            Some.Whole("steps", 12), Some.Text("spoilers", "on")));
        var set = await _book.ReadAsync(Some.GuildId, null, default);
        Assert.Equal(
            ("dreamshaper", "Night", "blurry", "wide", 12, "on"),
            (set.Model, set.Style, set.NegativePrompt, set.Size, set.Steps, set.Spoilers));
        Assert.Contains("model: dreamshaper", _bench.Said, StringComparison.Ordinal);

        await _bench.RunAsync(Settings("defaults", Some.Text("model", "none"), Some.Whole("steps", 0)));
        var left = await _book.ReadAsync(Some.GuildId, null, default);
        Assert.Equal((null, "Night", null), (left.Model, left.Style, left.Steps));
    }

    [Fact]
    public async Task A_channel_has_its_own_over_its_guilds()
    {
        await _bench.RunAsync(Settings("limits", Some.Whole("steps", 30), Some.Whole("side", 1024), Some.Whole("pictures", 2)));
        await _bench.RunAsync(Settings("limits", Some.Whole("steps", 10), Here()));

        Assert.Equal((30, 1024), (await RulesAsync("9") is var guild ? guild.MostSteps : null, guild.MostSide));
        Assert.Equal((10, 1024, 2), (await RulesAsync() is var channel ? channel.MostSteps : null, channel.MostSide, channel.MostPictures));
        Assert.Contains("some of it is its own", _bench.Said, StringComparison.Ordinal);

        await _bench.RunAsync(Settings("reset", Here()));
        Assert.Equal(30, (await RulesAsync()).MostSteps);
        await _bench.RunAsync(Settings("reset"));
        Assert.Equal(60, (await RulesAsync()).MostSteps);
        Assert.Empty(await _bench.Host.Store.ListAsync("rules/"));
    }

    [Fact]
    public async Task Models_are_allowed_by_a_list_and_all_again()
    {
        await _bench.RunAsync(Settings("models", Some.Text("allow", "Starter, juggernaut")));
        Assert.Equal(["starter", "juggernaut-xl"], (await RulesAsync()).Models);

        await _bench.RunAsync(Settings("models", Some.Text("allow", "all")));
        Assert.Empty((await RulesAsync()).Models!);
        await _bench.RefusesAsync("`allow`", Settings("models", Some.Text("allow", "starter, unknown")));
        Assert.Equal(
            ["starter, dreamshaper"],
            await _bench.ValuesAsync("settings", Some.Sub("models", Some.Text("allow", "starter, dre", focused: true))));
    }

    [Fact]
    public async Task Words_are_added_and_removed_and_a_channel_begins_with_its_guilds()
    {
        await _bench.RunAsync(Settings("words", Some.Text("add", "bad, very bad, Worse")));
        await _bench.RunAsync(Settings("words", Some.Text("remove", "BAD"), Some.Text("add", "worse, worst"), Here()));

        Assert.Equal(["very bad", "Worse", "worst"], (await RulesAsync()).BannedWords);
        Assert.Equal(["bad", "very bad", "Worse"], (await RulesAsync("9")).BannedWords);
        Assert.Contains("||", _bench.Said, StringComparison.Ordinal);
        await _bench.RunAsync(Settings("words", Some.Text("remove", "all"), Here()));
        Assert.Empty((await RulesAsync()).BannedWords!);
    }

    [Fact]
    public async Task Roles_are_allowed_and_taken_back_until_everybody_may()
    {
        await _bench.RunAsync(Settings("who", Role("allow", "901")));
        await _bench.RunAsync(Settings("who", Role("allow", "902"), Some.Truth("own-buttons", true)));
        await _bench.RunAsync(Settings("who", Role("remove", "901")));
        Assert.Equal(["902"], (await RulesAsync()).AllowedRoles);
        Assert.True((await RulesAsync()).OwnButtonsOnly);

        await _bench.RunAsync(Settings("who", Some.Truth("everybody", true)));
        Assert.Empty((await RulesAsync()).AllowedRoles!);
        Assert.True((await RulesAsync()).OwnButtonsOnly);
    }

    [Fact]
    public async Task Fairness_is_set_with_bonuses_for_roles()
    {
        await _bench.RunAsync(Settings(
            "fairness", Some.Whole("jobs-per-user", 2), Some.Whole("jobs-per-server", 9), Some.Whole("pictures-per-user", 40),
            Some.Whole("pictures-per-server", 400), Some.Whole("cooldown", 15), Role("bonus-role", "901"), Some.Number("bonus", 2.5)));
        await _bench.RunAsync(Settings("fairness", Role("bonus-role", "902"), Some.Number("bonus", 3)));
        await _bench.RunAsync(Settings("fairness", Role("bonus-role", "901"), Some.Number("bonus", 0)));

        var rules = await RulesAsync();
        Assert.Equal(
            (2, 9, 40, 400, 15),
            (rules.JobsPerUser, rules.JobsPerGuild, rules.PicturesPerDay, rules.PicturesPerDayOfGuild, rules.Cooldown));
        Assert.Equal([KeyValuePair.Create("902", 3.0)], rules.RoleBonuses);
    }

    [Theory]
    [InlineData("defaults", "model", "unknown", "`model`")]
    [InlineData("defaults", "style", "unknown", "`style`")]
    [InlineData("defaults", "size", "big", "`size`")]
    [InlineData("defaults", "spoilers", "sometimes", "`spoilers` must be off, on or nsfw")]
    public async Task A_value_that_is_not_possible_is_refused(string subcommand, string option, string value, string sentence) =>
        await _bench.RefusesAsync(sentence, Settings(subcommand, Some.Text(option, value)));

    [Fact]
    public async Task Half_of_a_bonus_and_a_side_that_is_none_are_refused()
    {
        await _bench.RefusesAsync("needs a `bonus`", Settings("fairness", Role("bonus-role", "901")));
        await _bench.RefusesAsync("needs a `bonus-role`", Settings("fairness", Some.Number("bonus", 2)));
        await _bench.RefusesAsync("`side` must be 64 to 1536", Settings("limits", Some.Whole("side", 63)));
        await _bench.RefusesAsync("`steps` must be", Settings("limits", Some.Whole("steps", 61)));
    }

    [Theory]
    [InlineData("defaults")]
    [InlineData("limits")]
    [InlineData("words")]
    [InlineData("who")]
    [InlineData("fairness")]
    public async Task Nothing_to_change_is_asked_about(string subcommand) =>
        await _bench.RefusesAsync("Please say what to change", Settings(subcommand, Here()));

    [Fact]
    public async Task What_is_set_holds_at_once()
    {
        await _bench.RunAsync(Settings("words", Some.Text("add", "fox")));
        var context = Some.Context(Some.Command("imagine"), _bench.Api, _bench.Host.Clock);

        await Assert.ThrowsAsync<Refusal>(() => _bench.Rules.AdmitAsync(context, new GenerationRequest { Prompt = "a fox" }, default));
    }

    public void Dispose() => _bench.Dispose();

    private static Interaction Settings(string subcommand, params GivenOption[] options) =>
        Some.Command("settings", Some.Sub(subcommand, options)).By(permissions: "32");

    private static GivenOption Here() => Some.Text("scope", "channel");

    private static GivenOption Role(string option, string id) => Some.Text(option, id) with { Type = OptionType.Role };

    private Task<ChannelRules> RulesAsync(string channel = Some.ChannelId) =>
        _bench.Rules.OfAsync(Some.Context(Some.Command("imagine") with { ChannelId = channel }, _bench.Api, _bench.Host.Clock), default);
}
