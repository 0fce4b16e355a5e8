using System.ComponentModel;

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
}
