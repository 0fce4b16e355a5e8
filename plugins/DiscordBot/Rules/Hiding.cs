using Atelier.DiscordBot.Client.Model;

namespace Atelier.DiscordBot.Rules;

internal static class Hiding
{
    /// <summary>What <see cref="ChannelRules.Spoilers"/> may be.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["off", "on", "nsfw"];

    /// <summary>Whether pictures are hidden in that channel until looked at.</summary>
    public static bool Hides(this ChannelRules rules, Channel? channel) =>
        rules.Spoilers == "on" || (rules.Spoilers == "nsfw" && channel is { Nsfw: true });
}
