using System.Security.Cryptography;
using System.Text;
using Atelier.DiscordSimulator.Guilds;
using Atelier.DiscordSimulator.Interactions;

namespace Atelier.DiscordSimulator;

/// <summary>The bot, as Discord knows it.</summary>
internal sealed class Application : IDisposable
{
    public Application(Snowflakes ids, string? token)
    {
        Id = ids.Next();
        User = new ChatUser(Id, "atelier", "Atelier", IsBot: true);
        Owner = new ChatUser(ids.Next(), "owner", "The owner", IsBot: false);
        Token = token
            ?? $"{Convert.ToBase64String(Encoding.ASCII.GetBytes(Id)).TrimEnd('=')}.local.{RandomNumberGenerator.GetHexString(38, lowercase: true)}";
    }

    public string Id { get; }

    public ChatUser User { get; }

    public ChatUser Owner { get; }

    public string Token { get; }

    /// <summary>Signs what is sent to <see cref="InteractionsEndpoint"/>.</summary>
    public Ed25519Key Key { get; } = new();

    /// <summary>Where interactions are sent by HTTP; null sends them by the gateway.</summary>
    public Uri? InteractionsEndpoint { get; set; }

    public void Dispose() => Key.Dispose();
}
