namespace Atelier.DiscordBot.Rules;

/// <summary>Rules laid over one another.</summary>
internal static class RuleMerge
{
    /// <summary>What is set above, and else what is below.</summary>
    public static ChannelRules Over(this ChannelRules above, ChannelRules below) => new()
    {
        Model = above.Model ?? below.Model,
        Style = above.Style ?? below.Style,
        NegativePrompt = above.NegativePrompt ?? below.NegativePrompt,
        Steps = above.Steps ?? below.Steps,
        Size = above.Size ?? below.Size,
        Models = above.Models ?? below.Models,
        MostSteps = above.MostSteps ?? below.MostSteps,
        MostSide = above.MostSide ?? below.MostSide,
        MostPictures = above.MostPictures ?? below.MostPictures,
        BannedWords = above.BannedWords ?? below.BannedWords,
        AllowedRoles = above.AllowedRoles ?? below.AllowedRoles,
        JobsPerUser = above.JobsPerUser ?? below.JobsPerUser,
        JobsPerGuild = above.JobsPerGuild ?? below.JobsPerGuild,
        PicturesPerDay = above.PicturesPerDay ?? below.PicturesPerDay,
        PicturesPerDayOfGuild = above.PicturesPerDayOfGuild ?? below.PicturesPerDayOfGuild,
        Cooldown = above.Cooldown ?? below.Cooldown,
        RoleBonuses = above.RoleBonuses ?? below.RoleBonuses,
        OwnButtonsOnly = above.OwnButtonsOnly ?? below.OwnButtonsOnly,
        Spoilers = above.Spoilers ?? below.Spoilers,
    };

    /// <summary>
    /// The same within what the bot's owner set: its defaults where nothing is set, never more than it lends a guild, and its banned words
    /// always.
    /// </summary>
    public static ChannelRules Within(this ChannelRules rules, DiscordOptions options) => rules with
    {
        NegativePrompt = rules.NegativePrompt ?? options.NegativePrompt,
        MostSteps = Math.Min(rules.MostSteps ?? int.MaxValue, options.MostSteps),
        MostSide = Math.Min(rules.MostSide ?? int.MaxValue, options.MostSide),
        MostPictures = Math.Min(rules.MostPictures ?? int.MaxValue, options.MostPictures),
        JobsPerGuild = Math.Min(rules.JobsPerGuild ?? int.MaxValue, options.JobsPerGuild),
        PicturesPerDayOfGuild = Math.Min(rules.PicturesPerDayOfGuild ?? int.MaxValue, options.PicturesPerDayOfGuild),
        JobsPerUser = rules.JobsPerUser ?? options.JobsPerUser,
        PicturesPerDay = rules.PicturesPerDay ?? options.PicturesPerDay,
        Cooldown = rules.Cooldown ?? options.Cooldown,
        Spoilers = rules.Spoilers ?? options.Spoilers,
        OwnButtonsOnly = rules.OwnButtonsOnly ?? false,
        Models = rules.Models ?? [],
        AllowedRoles = rules.AllowedRoles ?? [],
        RoleBonuses = rules.RoleBonuses ?? new Dictionary<string, double>(),
        BannedWords = [.. WordList.Split(options.BannedWords).Concat(rules.BannedWords ?? []).Distinct()],
    };
}
