using Atelier.DiscordBot.Client.Model;

namespace Atelier.DiscordBot.Rules;

internal static class Hiding
{
    /// <summary>Before a file's name it hides the picture until it is looked at.</summary>
    public const string Mark = "SPOILER_";

    /// <summary>What <see cref="ChannelRules.Spoilers"/> may be.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["off", "on", "nsfw"];

    /// <summary>Whether pictures are hidden in that channel until looked at.</summary>
    public static bool Hides(this ChannelRules rules, Channel? channel) =>
        rules.Spoilers == "on" || (rules.Spoilers == "nsfw" && channel is { Nsfw: true });

    /// <summary>Whether a picture of the message is hidden.</summary>
    public static bool HasHidden(this Message message) => (message.Attachments ?? []).Any(IsHidden);

    public static bool IsHidden(this Attachment attachment) => attachment.Filename.StartsWith(Mark, StringComparison.Ordinal);
}
