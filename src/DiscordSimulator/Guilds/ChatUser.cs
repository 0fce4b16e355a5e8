namespace Atelier.DiscordSimulator.Guilds;

/// <summary>Somebody, or a bot.</summary>
/// <param name="Name">Unique, lower case.</param>
/// <param name="DisplayName">What others read.</param>
internal sealed record ChatUser(string Id, string Name, string DisplayName, bool IsBot);
