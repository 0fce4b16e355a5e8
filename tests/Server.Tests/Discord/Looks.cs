using Atelier.DiscordSimulator.Messages;

namespace Atelier.Server.Tests.Discord;

/// <summary>How the bot's messages look.</summary>
internal static class Looks
{
    public static bool IsMade(ChatMessage message) => HasButton(message, "Recipe") && message.Attachments.Count > 0;

    public static bool HasButton(ChatMessage message, string label) => message.Buttons.Any(button => button.Label == label);

    public static bool Waits(ChatMessage message) => message.Text.Contains("Waiting", StringComparison.Ordinal);

    /// <summary>How far it is, with a picture of it.</summary>
    public static bool IsPreview(ChatMessage message) => HasButton(message, "Cancel") && message.Files is [{ Embedded: true }];
}
