using Atelier.DiscordBot.Commands.Read;
using Atelier.DiscordBot.Interactions;
using Atelier.DiscordBot.Rules;
using Atelier.FrontEnds;

namespace Atelier.DiscordBot.Commands.Settings;

/// <summary>What each of <c>/settings</c>' subcommands makes of rules. What was not given stays.</summary>
internal static class SettingsChanges
{
    private const string None = "none";
    private const string All = "all";
    private const int MostWords = 300;
    private const int MostRoles = 50;

    public static ChannelRules Defaults(
        ChannelRules rules, GivenOptions options, DiscordOptions limits, FrontEndChoices choices, IReadOnlyList<StyleChoice> styles) => rules with
    {
        Model = Named(rules.Model, options.Text("model"), typed => Names.Find(choices.Models, typed, "model", model => model.Name).Name),
        Style = Named(rules.Style, options.Text("style"), typed => Names.Find(styles, typed, "style", style => style.Name).Name),
        NegativePrompt = Named(rules.NegativePrompt, options.Text("negative"), typed => typed),
        Size = Named(rules.Size, options.Text("size"), Size),
        Steps = Counted(rules.Steps, options.Whole("steps", 0, limits.MostSteps)),
        Spoilers = options.Text("spoilers") is not { } spoilers ? rules.Spoilers
            : Hiding.Kinds.Contains(spoilers) ? spoilers
            : throw new Refusal("`spoilers` must be off, on or nsfw."),
    };

    public static ChannelRules Limits(ChannelRules rules, GivenOptions options, DiscordOptions limits) => rules with
    {
        MostSteps = Counted(rules.MostSteps, options.Whole("steps", 0, limits.MostSteps)),
        MostSide = Counted(rules.MostSide, options.Whole("side", 0, limits.MostSide) switch
        {
            > 0 and < 64 => throw new Refusal($"`side` must be 64 to {limits.MostSide} pixels, or 0 to lift the limit."),
            var side => side,
        }),
        MostPictures = Counted(rules.MostPictures, options.Whole("pictures", 0, limits.MostPictures)),
    };

    public static ChannelRules Models(ChannelRules rules, GivenOptions options, FrontEndChoices choices) =>
        options.Required("allow") is var typed && Same(typed, All) ? rules with { Models = [] } : rules with
        {
            Models =
            [
                .. typed.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                    .Select(name => Names.Find(choices.Models, name, "allow", model => model.Name).Name).Distinct(),
            ],
        };

    /// <param name="inherited">What a channel has from its guild, which its own list begins with.</param>
    public static ChannelRules Words(ChannelRules rules, GivenOptions options, ChannelRules inherited)
    {
        var removed = WordList.Split(options.Text("remove") ?? "");
        var kept = removed.Any(word => Same(word, All)) ? []
            : (rules.BannedWords ?? inherited.BannedWords ?? []).Where(word => !removed.Any(other => Same(other, word)));
        string[] words = [.. kept.Concat(WordList.Split(options.Text("add") ?? "")).Distinct(StringComparer.OrdinalIgnoreCase)];
        return words.Length <= MostWords
            ? rules with { BannedWords = words }
            : throw new Refusal($"There may be at most {MostWords} words.");
    }

    public static ChannelRules Who(ChannelRules rules, GivenOptions options, ChannelRules inherited)
    {
        var roles = rules.AllowedRoles ?? inherited.AllowedRoles ?? [];
        var (added, removed, everybody) = (options.Text("allow"), options.Text("remove"), options.Truth("everybody") ?? false);
        var kept = everybody ? [] : roles.Where(role => role != removed);
        string[] allowed = [.. kept.Concat(added is null ? [] : [added]).Distinct()];
        return allowed.Length > MostRoles ? throw new Refusal($"There may be at most {MostRoles} roles.") : rules with
        {
            AllowedRoles = everybody || added is not null || removed is not null ? allowed : rules.AllowedRoles,
            OwnButtonsOnly = options.Truth("own-buttons") ?? rules.OwnButtonsOnly,
        };
    }

    public static ChannelRules Fairness(ChannelRules rules, GivenOptions options, DiscordOptions limits, ChannelRules inherited) => rules with
    {
        JobsPerUser = Counted(rules.JobsPerUser, options.Whole("jobs-per-user", 0, SettingsDefinition.MostJobs)),
        JobsPerGuild = Counted(rules.JobsPerGuild, options.Whole("jobs-per-server", 0, limits.JobsPerGuild)),
        PicturesPerDay = Counted(rules.PicturesPerDay, options.Whole("pictures-per-user", 0, SettingsDefinition.MostPictures)),
        PicturesPerDayOfGuild = Counted(rules.PicturesPerDayOfGuild, options.Whole("pictures-per-server", 0, limits.PicturesPerDayOfGuild)),
        Cooldown = options.Whole("cooldown", 0, SettingsDefinition.LongestCooldown) ?? rules.Cooldown,
        RoleBonuses = Bonuses(rules, options, inherited),
    };

    private static IReadOnlyDictionary<string, double>? Bonuses(ChannelRules rules, GivenOptions options, ChannelRules inherited)
    {
        var bonus = options.Number("bonus", 0, SettingsDefinition.MostBonus);
        if (options.Text("bonus-role") is not { } role)
        {
            return bonus is null ? rules.RoleBonuses : throw new Refusal("`bonus` needs a `bonus-role` whose members have it.");
        }

        var bonuses = (rules.RoleBonuses ?? inherited.RoleBonuses ?? new Dictionary<string, double>()).Where(one => one.Key != role)
            .ToDictionary();
        switch (bonus ?? throw new Refusal("`bonus-role` needs a `bonus`: how many times as much its members have."))
        {
            case > 0 when bonuses.Count >= MostRoles:
                throw new Refusal($"There may be at most {MostRoles} roles.");
            case > 0 and var factor:
                bonuses.Add(role, factor);
                break;
        }

        return bonuses;
    }

    private static string? Named(string? now, string? typed, Func<string, string> read) =>
        typed is null ? now : Same(typed, None) ? null : read(typed);

    private static int? Counted(int? now, int? given) => given is null ? now : given == 0 ? null : given;

    private static string Size(string typed) =>
        PictureSize.IsOne(typed)
            ? typed
            : throw new Refusal($"`size` must be {string.Join(", ", PictureSize.Shapes.Keys)}, pixels such as 768x512, or none.");

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
