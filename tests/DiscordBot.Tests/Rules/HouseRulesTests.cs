using Atelier.DiscordBot.Interactions;
using Atelier.DiscordBot.Rules;
using Atelier.DiscordBot.Tests.Doubles;
using Atelier.Generation;
using Atelier.Jobs;

namespace Atelier.DiscordBot.Tests.Rules;

public sealed class HouseRulesTests : IDisposable
{
    private readonly FakeFrontEndHost _host = new();
    private readonly DiscordOptions _options = new() { JobsPerUser = 3, PicturesPerDay = 20 };
    private readonly HouseRules _rules;

    public HouseRulesTests() => _rules = new HouseRules(_options, _host);

    [Fact]
    public async Task A_channels_rules_lie_over_its_guilds_and_these_over_the_bots()
    {
        var book = new RuleBook(_host.Store);
        await book.WriteAsync(
            Some.GuildId, null, new ChannelRules { Model = "dreamshaper", MostSteps = 30, BannedWords = ["bad"] }, default);
        await book.WriteAsync(Some.GuildId, Some.ChannelId, new ChannelRules { MostSteps = 10 }, default);

        var rules = await _rules.OfAsync(Context(), default);

        Assert.Equal(("dreamshaper", 10, 4, 3), (rules.Model, rules.MostSteps, rules.MostPictures, rules.JobsPerUser));
        Assert.Equal(["bad"], rules.BannedWords);
    }

    [Fact]
    public async Task A_guild_is_never_more_generous_than_the_bots_owner_lets_it_be()
    {
        _options.BannedWords = "worst, very bad";
        var wide = new ChannelRules
        {
            MostSteps = 1000,
            MostSide = 8192,
            MostPictures = 9,
            JobsPerGuild = 10_000,
            PicturesPerDayOfGuild = 1_000_000,
            BannedWords = ["bad"],
        };
        await new RuleBook(_host.Store).WriteAsync(Some.GuildId, null, wide, default);

        var rules = await _rules.OfAsync(Context(), default);

        Assert.Equal(
            (60, 1536, 4, 50, 5000),
            (rules.MostSteps, rules.MostSide, rules.MostPictures, rules.JobsPerGuild, rules.PicturesPerDayOfGuild));
        Assert.Equal(["worst", "very bad", "bad"], rules.BannedWords);
    }

    [Fact]
    public async Task A_direct_message_has_the_bots_own_rules()
    {
        var rules = await _rules.OfAsync(
            Some.Context(Some.Command("imagine") with { GuildId = null }, new FakeDiscordApi(), _host.Clock), default);

        Assert.Equal((60, 3, 20), (rules.MostSteps, rules.JobsPerUser, rules.PicturesPerDay));
    }

    [Fact]
    public async Task What_is_let_in_has_the_channels_defaults()
    {
        var rules = new ChannelRules { Model = "dreamshaper", NegativePrompt = "blurry", Steps = 12, Size = "landscape" };
        await new RuleBook(_host.Store).WriteAsync(Some.GuildId, null, rules, default);

        var admission = await AdmitAsync();

        var request = admission.Request;
        Assert.Equal(
            ("dreamshaper", "blurry", 12, 640, 448), (request.Model, request.NegativePrompt, request.Steps, request.Width, request.Height));
    }

    [Fact]
    public async Task Of_a_hundred_at_once_as_many_are_let_in_as_may_be()
    {
        await new RuleBook(_host.Store).WriteAsync(Some.GuildId, null, new ChannelRules { JobsPerGuild = 40 }, default);

        // Ten users with ten requests each: three of each would be thirty, all of them within the guild's forty.
        var outcomes =
            await Task.WhenAll(Enumerable.Range(0, 100).Select(number => Task.Run(() => OutcomeAsync(user: (number % 10).ToString()))));

        Assert.Equal(30, outcomes.Count(outcome => outcome is null));
        Assert.All(outcomes.OfType<string>(), said => Assert.Contains("3 of your 3 jobs", said, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Of_a_hundred_users_at_once_the_guild_has_its_share()
    {
        await new RuleBook(_host.Store).WriteAsync(Some.GuildId, null, new ChannelRules { JobsPerGuild = 40 }, default);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 100).Select(number => Task.Run(() => OutcomeAsync(user: number.ToString()))));

        Assert.Equal(40, outcomes.Count(outcome => outcome is null));
        Assert.All(outcomes.OfType<string>(), said => Assert.Contains("40 of the 40 jobs of this server", said, StringComparison.Ordinal));
    }

    [Fact]
    public async Task There_is_room_again_when_a_job_is_over()
    {
        var first = await AdmitAsync();
        await AdmitAsync();
        await AdmitAsync();
        Assert.NotNull(await OutcomeAsync());

        await _rules.ReleaseAsync(first.Id, default);

        Assert.Null(await OutcomeAsync());
    }

    [Fact]
    public async Task The_same_interaction_counts_once()
    {
        var context = Context();
        var admissions =
            new[] { await AdmitAsync(context), await AdmitAsync(context), await AdmitAsync(context), await AdmitAsync(context) };

        Assert.Single(admissions.Select(admission => admission.Id).Distinct());
        Assert.Null(await OutcomeAsync());
    }

    [Fact]
    public async Task What_is_let_in_still_counts_in_the_next_session()
    {
        var first = await AdmitAsync();
        await AdmitAsync();
        await AdmitAsync();
        using var next = new HouseRules(_options, _host);

        Assert.Contains("3 of your 3 jobs", await OutcomeAsync(next), StringComparison.Ordinal);
        await next.ReleaseAsync(first.Id, default);
        Assert.Null(await OutcomeAsync(next));
    }

    [Fact]
    public async Task What_nobody_released_is_swept_when_its_job_is_over()
    {
        for (var number = 0; number < 3; number++)
        {
            await AdmitAsync();
            await _host.Queue.EnqueueAsync(
                new JobSubmission(new GenerationRequest { Prompt = "a fox" }, "discord:" + Some.UserId, "discord"));
        }

        _host.Clock.Pass(TimeSpan.FromMinutes(3));
        using var next = new HouseRules(_options, _host);
        Assert.NotNull(await OutcomeAsync(next));

        _host.Queue.Succeed(_host.Queue.Last.Id);

        Assert.Null(await OutcomeAsync(next));
        Assert.NotNull(await OutcomeAsync(next));
    }

    [Fact]
    public async Task What_was_just_let_in_and_is_not_queued_yet_is_not_swept()
    {
        await AdmitAsync();
        await AdmitAsync();
        await AdmitAsync();
        _host.Clock.Pass(TimeSpan.FromSeconds(60));

        Assert.NotNull(await OutcomeAsync());
    }

    [Fact]
    public async Task A_days_pictures_run_out_and_come_back_and_the_user_is_told_when()
    {
        var begun = _host.Clock.GetUtcNow();
        for (var number = 0; number < 5; number++)
        {
            await _rules.ReleaseAsync((await AdmitAsync(count: 4)).Id, default);
            _host.Clock.Pass(TimeSpan.FromHours(1));
        }

        var again = begun.AddHours(24).ToUnixTimeSeconds();
        Assert.Equal(
            $"20 of your 20 pictures of 24 hours are used. 2 more pictures are possible <t:{again}:R>.", await OutcomeAsync(count: 2));

        _host.Clock.Pass(TimeSpan.FromHours(19) + TimeSpan.FromSeconds(1));
        Assert.Null(await OutcomeAsync(count: 4));
        Assert.NotNull(await OutcomeAsync(count: 1));
    }

    [Fact]
    public async Task A_days_pictures_of_the_guild_run_out_for_everybody_in_it()
    {
        await new RuleBook(_host.Store).WriteAsync(Some.GuildId, null, new ChannelRules { PicturesPerDayOfGuild = 5 }, default);
        await AdmitAsync(count: 4);

        Assert.Contains("4 of this server's 5 pictures", await OutcomeAsync(user: "7", count: 2), StringComparison.Ordinal);
        Assert.Null(await OutcomeAsync(user: "7", count: 1));
    }

    [Fact]
    public async Task What_was_not_made_after_all_does_not_count()
    {
        for (var number = 0; number < 6; number++)
        {
            await _rules.ForgiveAsync((await AdmitAsync(count: 4)).Id, default);
        }

        Assert.Null(await OutcomeAsync(count: 4));
    }

    [Fact]
    public async Task A_user_waits_between_requests_and_is_told_how_long()
    {
        await new RuleBook(_host.Store).WriteAsync(Some.GuildId, null, new ChannelRules { Cooldown = 30 }, default);
        await AdmitAsync();

        Assert.Contains(
            $"<t:{_host.Clock.GetUtcNow().AddSeconds(30).ToUnixTimeSeconds()}:R>", await OutcomeAsync(), StringComparison.Ordinal);
        Assert.Null(await OutcomeAsync(user: "7"));
        _host.Clock.Pass(30);
        Assert.Null(await OutcomeAsync());
    }

    [Fact]
    public async Task The_most_generous_of_a_users_roles_holds()
    {
        var bonuses = new Dictionary<string, double> { ["901"] = 2, ["902"] = 3, ["903"] = 10 };
        await new RuleBook(_host.Store).WriteAsync(
            Some.GuildId, null, new ChannelRules { RoleBonuses = bonuses, JobsPerUser = 2 }, default);

        for (var number = 0; number < 6; number++)
        {
            await AdmitAsync(Context(roles: ["901", "902"]));
        }

        var refusal = await Assert.ThrowsAsync<Refusal>(() => AdmitAsync(Context(roles: ["901", "902"])));
        Assert.Contains("6 of your 6 jobs", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Limits_of_a_guild_are_not_those_of_another()
    {
        await AdmitAsync();
        await AdmitAsync();
        await AdmitAsync();
        var elsewhere = Context().Interaction with { GuildId = "999" };

        await _rules.AdmitAsync(
            Some.Context(elsewhere, new FakeDiscordApi(), _host.Clock), new GenerationRequest { Prompt = "a fox" }, default);
    }

    [Fact]
    public async Task What_is_refused_counts_against_nothing()
    {
        await new RuleBook(_host.Store).WriteAsync(
            Some.GuildId, null, new ChannelRules { BannedWords = ["fox"], JobsPerUser = 1 }, default);
        Assert.Contains("not wanted here", await OutcomeAsync(), StringComparison.Ordinal);
        await new RuleBook(_host.Store).WriteAsync(Some.GuildId, null, new ChannelRules { JobsPerUser = 1 }, default);

        Assert.Null(await OutcomeAsync());
    }

    public void Dispose() => _rules.Dispose();

    private InteractionContext Context(string user = Some.UserId, string[]? roles = null) =>
        Some.Context(Some.Command("imagine").By(user, roles: roles ?? []), new FakeDiscordApi(), _host.Clock);

    private Task<Admission> AdmitAsync(InteractionContext? context = null, int count = 1) =>
        _rules.AdmitAsync(context ?? Context(), new GenerationRequest { Prompt = "a fox", Count = count }, default);

    /// <summary>What a request is refused with; null where it is let in.</summary>
    private async Task<string?> OutcomeAsync(HouseRules? rules = null, string user = Some.UserId, int count = 1)
    {
        try
        {
            await (rules ?? _rules).AdmitAsync(Context(user), new GenerationRequest { Prompt = "a fox", Count = count }, default);
            return null;
        }
        catch (Refusal refusal)
        {
            return refusal.Message;
        }
    }
}
