namespace Atelier.DiscordSimulator.Gateway;

/// <summary>An event of a session, kept so that it can be told again.</summary>
/// <param name="Frame">The whole payload as it is sent.</param>
internal sealed record GatewayEvent(long Sequence, string Frame);
