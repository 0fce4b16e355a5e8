namespace Atelier.DiscordBot.Client.Gateway;

/// <summary>A session with Discord, which can be gone on with for some minutes after its connection ended.</summary>
/// <param name="Bot">Tells which bot's it is, of which Discord.</param>
/// <param name="Url">Where it is gone on with.</param>
/// <param name="Sequence">The last event that was taken.</param>
/// <param name="Guilds">How many servers the bot was in when it began.</param>
internal sealed record GatewaySession(string Bot, string Id, string Url, long? Sequence, int Guilds);
