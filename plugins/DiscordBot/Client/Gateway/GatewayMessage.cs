using System.Text.Json;
using Atelier.DiscordBot.Client.Model;

namespace Atelier.DiscordBot.Client.Gateway;

/// <summary>What goes over the gateway, either way.</summary>
/// <param name="Op">One of <see cref="Opcode"/>.</param>
/// <param name="S">An event's number; the next session goes on after the last.</param>
/// <param name="T">An event's name.</param>
internal sealed record GatewayMessage(int Op, JsonElement? D = null, long? S = null, string? T = null);

internal static class Opcode
{
    public const int Event = 0;
    public const int Heartbeat = 1;
    public const int Identify = 2;
    public const int Resume = 6;
    public const int Reconnect = 7;
    public const int InvalidSession = 9;
    public const int Hello = 10;
    public const int Acknowledged = 11;
}

/// <param name="HeartbeatInterval">Milliseconds.</param>
internal sealed record Hello(double HeartbeatInterval);

/// <param name="Intents">None: interactions come without any.</param>
internal sealed record Identify(string Token, ClientProperties Properties, int Intents = 0);

internal sealed record ClientProperties(string Os, string Browser, string Device);

internal sealed record Resume(string Token, string SessionId, long? Seq);

internal sealed record Ready(string SessionId, string ResumeGatewayUrl, User? User = null, IReadOnlyList<UnavailableGuild>? Guilds = null);

internal sealed record UnavailableGuild(string Id);
