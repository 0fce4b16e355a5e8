using Atelier.DiscordSimulator;
using Atelier.DiscordSimulator.Guilds;

namespace Atelier.Host.Cli.Discord;

/// <summary>A server with channels and people, to try the bot in.</summary>
internal sealed record SimulatedPlace(Channel Studio, Member Anna, Member Ben)
{
    public static SimulatedPlace In(LocalDiscord discord)
    {
        var guild = discord.AddGuild("Atelier");
        var studio = guild.AddChannel("studio");
        guild.AddChannel("sketches");
        guild.AddChannel("after-dark", ageRestricted: true);
        var patron = guild.AddRole("patron");
        var moderator = guild.AddRole("moderator", Permissions.ManageGuild | Permissions.ManageMessages);
        var place = new SimulatedPlace(studio, guild.AddMember("anna", patron), guild.AddMember("ben"));
        guild.AddMember("mira", moderator);
        return place;
    }
}
