namespace Atelier.DiscordSimulator.Guilds;

/// <param name="Permissions">A bit set.</param>
internal sealed record Role(string Id, string Name, long Permissions, int Position);
