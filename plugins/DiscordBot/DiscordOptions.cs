using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Atelier.DiscordBot;

/// <summary>What an owner sets.</summary>
public sealed class DiscordOptions
{
    /// <summary>The bot's token, or where it is found.</summary>
    [Description("The bot's token, or env:NAME for the environment variable that holds it.")]
    [PasswordPropertyText(true)]
    public string Token { get; set; } = "env:DISCORD_TOKEN";

    /// <summary>How interactions come.</summary>
    [Description("How interactions come: 'gateway' needs no open port; 'http' takes them at /discord/interactions.")]
    public string Delivery { get; set; } = "gateway";

    /// <summary>A guild for development.</summary>
    [Description("A server's id: commands are registered there alone, and at once. Empty registers them everywhere.")]
    public string DevelopmentGuild { get; set; } = "";

    /// <summary>Discord's API.</summary>
    [Description("Discord's API, version 10.")]
    public string ApiAddress { get; set; } = "https://discord.com/api/v10";

    /// <summary>Pictures of a request.</summary>
    [Description("The most pictures of one request. A Discord server can set fewer.")]
    [Range(1, 9)]
    public int MostPictures { get; set; } = 4;

    /// <summary>Steps of a request.</summary>
    [Description("The most steps of one request. A Discord server can set fewer.")]
    [Range(1, 1000)]
    public int MostSteps { get; set; } = 60;

    /// <summary>The longest side.</summary>
    [Description("The longest side of a picture in pixels. A Discord server can set a shorter one.")]
    [Range(64, 8192)]
    public int MostSide { get; set; } = 1536;

    /// <summary>Jobs of a guild at a time.</summary>
    [Description("How many jobs of one Discord server may wait or run at a time. It can set fewer.")]
    [Range(1, 10_000)]
    public int JobsPerGuild { get; set; } = 50;

    /// <summary>Pictures of a guild in 24 hours.</summary>
    [Description("How many pictures one Discord server may have in 24 hours. It can set fewer.")]
    [Range(1, 1_000_000)]
    public int PicturesPerDayOfGuild { get; set; } = 5000;

    /// <summary>Jobs of a user at a time.</summary>
    [Description("How many jobs of one user may wait or run at a time, where a Discord server sets nothing.")]
    [Range(1, 100)]
    public int JobsPerUser { get; set; } = 3;

    /// <summary>Pictures of a user in 24 hours.</summary>
    [Description("How many pictures one user may have in 24 hours, where a Discord server sets nothing.")]
    [Range(1, 100_000)]
    public int PicturesPerDay { get; set; } = 200;

    /// <summary>Seconds between a user's requests.</summary>
    [Description("Seconds between two requests of one user, where a Discord server sets nothing.")]
    [Range(0, 3600)]
    public int Cooldown { get; set; }

    /// <summary>Words that are refused everywhere.</summary>
    [Description("Words and phrases that no prompt may have, with commas between them. A Discord server can add its own.")]
    public string BannedWords { get; set; } = "";

    /// <summary>What requests avoid that say nothing.</summary>
    [Description("The negative prompt of requests that have none, where a Discord server sets nothing.")]
    public string NegativePrompt { get; set; } = "";

    /// <summary>When pictures are hidden until looked at.</summary>
    [Description("When pictures are hidden: 'off', 'on' or 'nsfw' (in age-restricted channels), where a Discord server sets nothing.")]
    [RegularExpression("off|on|nsfw", ErrorMessage = "must be off, on or nsfw")]
    public string Spoilers { get; set; } = "nsfw";
}
