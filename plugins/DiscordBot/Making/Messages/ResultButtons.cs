using System.Globalization;
using Atelier.DiscordBot.Client.Model;
using Atelier.DiscordBot.Making.Buttons;

namespace Atelier.DiscordBot.Making.Messages;

/// <summary>The rows of buttons under a message.</summary>
internal static class ResultButtons
{
    /// <summary>Two rows for each of both kinds, and one for the rest, is all that a message holds.</summary>
    public const int MostPictures = 10;

    public const int FirstScale = 2;
    public const int LargestScale = 8;

    private const int RowLength = 5;

    /// <summary>Of a job that is not over.</summary>
    public static IReadOnlyList<ActionRow> Running(string jobId, string userId) =>
        [new([Button(new ButtonId(ButtonActions.Cancel, jobId, userId), "Cancel", "✖️", ButtonStyle.Danger)])];

    /// <summary>Of a job without pictures.</summary>
    public static IReadOnlyList<ActionRow> Failed(string jobId, string userId, bool isHidden = false) =>
        [new([Reroll(jobId, userId, isHidden, "Try again"), Edit(jobId, userId, isHidden), Delete(jobId, userId)])];

    /// <param name="pictures">Their ids, in order.</param>
    public static IReadOnlyList<ActionRow> Made(string jobId, IReadOnlyList<string> pictures, string userId, bool isHidden = false)
    {
        var last = new ActionRow(
            [Reroll(jobId, userId, isHidden, "Re-roll"), Edit(jobId, userId, isHidden), Recipe(jobId, userId), Delete(jobId, userId)]);
        return pictures is [var only]
            ? [new([Upscale(only, userId, isHidden, FirstScale), .. Vary(only, userId, isHidden)]), last]
            :
            [
                .. Numbered(pictures, "U", picture => new ButtonId(ButtonActions.Upscale, picture, userId, FirstScale, isHidden)),
                .. Numbered(pictures, "V", picture => new ButtonId(ButtonActions.Subtle, picture, userId, IsHidden: isHidden)),
                last,
            ];
    }

    public static IReadOnlyList<ActionRow> Enlarged(string picture, int scale, string userId, bool isHidden = false)
    {
        Component[] further = scale * 2 <= LargestScale ? [Upscale(picture, userId, isHidden, scale * 2)] : [];
        return [new([.. further, .. Vary(picture, userId, isHidden)]), new([Recipe(picture, userId), Delete(picture, userId)])];
    }

    /// <summary>Asks whether a removed message's pictures are to go from the server too.</summary>
    public static IReadOnlyList<ActionRow> Removed(string jobId, string userId) =>
        [new([Button(new ButtonId(ButtonActions.Purge, jobId, userId), "Delete the pictures too", "🗑️", ButtonStyle.Danger)])];

    private static IEnumerable<ActionRow> Numbered(IReadOnlyList<string> pictures, string letter, Func<string, ButtonId> id) => pictures
        .Take(MostPictures)
        .Select((picture, index) => Button(id(picture), letter + (index + 1).ToString(CultureInfo.InvariantCulture)))
        .Chunk(RowLength)
        .Select(row => new ActionRow(row));

    private static Component Upscale(string picture, string userId, bool isHidden, int scale) =>
        Button(new ButtonId(ButtonActions.Upscale, picture, userId, scale, isHidden), $"Upscale ×{scale}", "⬆️");

    private static Component[] Vary(string picture, string userId, bool isHidden) =>
    [
        Button(new ButtonId(ButtonActions.Subtle, picture, userId, IsHidden: isHidden), "Vary (subtle)"),
        Button(new ButtonId(ButtonActions.Strong, picture, userId, IsHidden: isHidden), "Vary (strong)"),
    ];

    private static Component Reroll(string jobId, string userId, bool isHidden, string label) =>
        Button(new ButtonId(ButtonActions.Reroll, jobId, userId, IsHidden: isHidden), label, "🎲");

    private static Component Edit(string jobId, string userId, bool isHidden) =>
        Button(new ButtonId(ButtonActions.Edit, jobId, userId, IsHidden: isHidden), "Edit prompt", "✏️");

    private static Component Recipe(string subject, string userId) =>
        Button(new ButtonId(ButtonActions.Recipe, subject, userId), "Recipe", "📋");

    private static Component Delete(string subject, string userId) =>
        Button(new ButtonId(ButtonActions.Delete, subject, userId), "Delete", "🗑️", ButtonStyle.Danger);

    private static Component Button(ButtonId id, string label, string? emoji = null, ButtonStyle style = ButtonStyle.Secondary) =>
        new(ComponentType.Button, id.ToString(), label, style, Emoji: emoji is null ? null : new ButtonEmoji(emoji));
}
