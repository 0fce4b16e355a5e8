using System.Globalization;

namespace Atelier.DiscordBot.Looks;

/// <summary>Small words that messages share.</summary>
internal static class Wording
{
    public static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>A moment that Discord shows as <c>in 5 minutes</c>.</summary>
    public static string When(DateTimeOffset moment) => string.Create(CultureInfo.InvariantCulture, $"<t:{moment.ToUnixTimeSeconds()}:R>");

    /// <summary>A number and its noun: <c>1 picture</c>, <c>3 pictures</c>.</summary>
    public static string Count(long number, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{number} {noun}{(number == 1 ? "" : "s")}");

    public static string Number(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary><c>a, b and c</c>.</summary>
    public static string List(IReadOnlyList<string> words, string and = "and") =>
        words.Count < 2 ? string.Concat(words) : $"{string.Join(", ", words.SkipLast(1))} {and} {words[^1]}";
}
