namespace Atelier.DiscordBot.Rules;

/// <summary>What <c>/settings</c> sets for a guild or a channel. Null takes the guild's, and there the bot's default.</summary>
internal sealed record ChannelRules
{
    /// <summary>What requests take that name none.</summary>
    public string? Model { get; init; }

    public string? Style { get; init; }

    public string? NegativePrompt { get; init; }

    public int? Steps { get; init; }

    public string? Size { get; init; }

    /// <summary>The only models that may be named; empty allows all.</summary>
    public IReadOnlyList<string>? Models { get; init; }

    public int? MostSteps { get; init; }

    public int? MostSide { get; init; }

    public int? MostPictures { get; init; }

    /// <summary>Prompts that contain one of these are refused.</summary>
    public IReadOnlyList<string>? BannedWords { get; init; }

    /// <summary>Who may make pictures: role ids; empty allows everybody.</summary>
    public IReadOnlyList<string>? AllowedRoles { get; init; }

    /// <summary>Jobs of one user that are not over.</summary>
    public int? JobsPerUser { get; init; }

    /// <summary>Jobs of the guild that are not over.</summary>
    public int? JobsPerGuild { get; init; }

    /// <summary>Pictures of one user in 24 hours.</summary>
    public int? PicturesPerDay { get; init; }

    /// <summary>Pictures of the guild in 24 hours.</summary>
    public int? PicturesPerDayOfGuild { get; init; }

    /// <summary>Seconds between a user's requests.</summary>
    public int? Cooldown { get; init; }

    /// <summary>Roles whose members have more: role id to a factor on the limits of users.</summary>
    public IReadOnlyDictionary<string, double>? RoleBonuses { get; init; }

    /// <summary>Whether only who asked may use a message's buttons that change it.</summary>
    public bool? OwnButtonsOnly { get; init; }

    /// <summary>
    /// <c>off</c>, <c>on</c> or <c>nsfw</c> (where the channel is age-restricted): whether pictures are hidden until looked at.
    /// </summary>
    public string? Spoilers { get; init; }
}
