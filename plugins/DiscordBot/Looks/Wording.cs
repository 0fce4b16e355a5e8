using System.Globalization;
using System.Text;

namespace Atelier.DiscordBot.Looks;

/// <summary>Text as it goes into a message.</summary>
internal static class Wording
{
    private const string Marks = "\\*_~`|[]()<@";
    private const string MarksInFront = "#>-+";

    /// <summary>Somebody's text on one line, shown as it was written: nothing in it is bold, a link or a mention.</summary>
    public static string Plain(string text, int most = 1000)
    {
        var written = new StringBuilder();
        foreach (var character in Shortened(OneLine(text), most))
        {
            if (Marks.Contains(character) || written.Length == 0 && MarksInFront.Contains(character))
            {
                written.Append('\\');
            }

            written.Append(character);
        }

        return written.ToString();
    }

    public static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>The text, or its beginning.</summary>
    public static string Shortened(string text, int most) =>
        text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 2]) ? most - 2 : most - 1)] + "…";

    /// <summary>A moment that Discord shows as <c>in 5 minutes</c>.</summary>
    public static string When(DateTimeOffset moment) => string.Create(CultureInfo.InvariantCulture, $"<t:{moment.ToUnixTimeSeconds()}:R>");

    /// <summary>A number and its noun: <c>1 picture</c>, <c>3 pictures</c>.</summary>
    public static string Count(long number, string noun) => string.Create(CultureInfo.InvariantCulture, $"{number} {noun}{(number == 1 ? "" : "s")}");

    public static string Number(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary><c>a, b and c</c>.</summary>
    public static string List(IReadOnlyList<string> words, string and = "and") =>
        words.Count < 2 ? string.Concat(words) : $"{string.Join(", ", words.SkipLast(1))} {and} {words[^1]}";
}
