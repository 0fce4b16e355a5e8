using System.Globalization;
using Atelier.DiscordBot.Looks;
using Atelier.DiscordBot.Making.Messages;
using Atelier.DiscordBot.Rules;

namespace Atelier.DiscordBot.Commands.Settings;

/// <summary>Rules as people read them.</summary>
internal static class SettingsCard
{
    private const string Nothing = "—";

    private static readonly Dictionary<string, double> NoBonuses = [];

    /// <param name="rules">What holds, with everything below it.</param>
    /// <param name="own">What is set for the channel alone.</param>
    public static Card Of(ChannelRules rules, ChannelRules own) => new Card(
            "Settings", own == new ChannelRules() ? "What holds in this channel." : "What holds in this channel; some of it is its own.")
        .With("Defaults", Lines(
            ("model", rules.Model), ("style", rules.Style), ("size", rules.Size), ("steps", Text(rules.Steps)),
            ("negative prompt", rules.NegativePrompt)))
        .With("A request may have", Lines(
            ("pictures", Text(rules.MostPictures)), ("steps", Text(rules.MostSteps)), ("pixels a side", Text(rules.MostSide))))
        .With("Models", rules.Models is { Count: > 0 } models ? MessageText.Escape(string.Join(", ", models), 1000) : "all")
        .With("Words that are refused", Words(rules.BannedWords ?? []))
        .With("Who may make pictures", rules.AllowedRoles is { Count: > 0 } roles ? string.Join(' ', roles.Select(Role)) : "everybody")
        .With("Buttons", rules.OwnButtonsOnly == true ? "for who asked for the picture" : "for everybody")
        .With("Each user", Lines(
            ("jobs at a time", Text(rules.JobsPerUser)), ("pictures in 24 hours", Text(rules.PicturesPerDay)),
            ("seconds between requests", Text(rules.Cooldown))))
        .With("This server",
            Lines(("jobs at a time", Text(rules.JobsPerGuild)), ("pictures in 24 hours", Text(rules.PicturesPerDayOfGuild))))
        .With("More for",
            string.Join('\n', (rules.RoleBonuses ?? NoBonuses).Select(bonus => $"{Role(bonus.Key)} ×{Wording.Number(bonus.Value)}")))
        .With("Hidden until looked at", rules.Spoilers switch { "on" => "always", "nsfw" => "in age-restricted channels", _ => "never" });

    private static string Lines(params (string Name, string? Value)[] lines) => string.Join(
        '\n', lines.Select(line => $"{line.Name}: {(string.IsNullOrEmpty(line.Value) ? Nothing : MessageText.Escape(line.Value, 300))}"));

    // Hidden, since whoever asks may be looked over the shoulder.
    private static string Words(IReadOnlyList<string> words) =>
        words.Count == 0 ? "none" : $"||{MessageText.Escape(string.Join(", ", words), 900)}||";

    private static string Role(string id) => $"<@&{id}>";

    private static string? Text(int? number) => number?.ToString(CultureInfo.InvariantCulture);
}
