namespace Atelier.DiscordSimulator.Users;

/// <summary>Discord does not let somebody do that: there is no such command or button for them, or what they typed does not fit.</summary>
internal sealed class CannotException(string message) : Exception(message);
