namespace Atelier.DiscordBot.Commands.Schedule;

/// <summary>Names of schedules: lower case, digits and hyphens.</summary>
internal static class ScheduleName
{
    // With a channel's id before it no longer than the server takes.
    private const int Most = 32;

    /// <summary>The text as a name: <c>A fox, at dawn!</c> becomes <c>a-fox-at-dawn</c>.</summary>
    public static string Of(string text)
    {
        var plain = string.Concat(text.ToLowerInvariant().Select(character => char.IsAsciiLetterOrDigit(character) ? character : ' '));
        var name = string.Join('-', plain.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        var cut = name[..Math.Min(name.Length, Most)].Trim('-');
        return cut.Length == 0 ? "picture" : cut;
    }
}
