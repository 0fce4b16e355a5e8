namespace Atelier.DiscordSimulator.Users;

/// <summary>A file that somebody attaches.</summary>
internal sealed record Upload(string Name, string ContentType, byte[] Content);
