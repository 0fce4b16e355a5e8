using System.Globalization;
using System.Text;

namespace Atelier.DiscordBot.Making.Messages;

/// <summary>People's words in Discord's markdown: shown as they were typed, so that they format, link and mention nothing.</summary>
internal static class MessageText
{
    private const string Marks = "\\`*_~|<>@#[]:";

    /// <summary>One line of at most so many characters, escapes among them.</summary>
    public static string Escape(string text, int most) => Fit(
        Elements(string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))
            .Select(element => element.Length == 1 && Marks.Contains(element[0], StringComparison.Ordinal) ? "\\" + element : element),
        most);

    /// <summary>At most so many characters, as they are: for places that have no markdown.</summary>
    public static string Shorten(string text, int most) => Fit(Elements(text), most);

    /// <summary>Begins with a capital and ends with a full stop, as the server's one-line messages do not.</summary>
    public static string Sentence(string line)
    {
        var trimmed = line.Trim().TrimEnd('.');
        return trimmed.Length == 0 ? "" : char.ToUpperInvariant(trimmed[0]) + trimmed[1..] + (trimmed[^1] is '!' or '?' ? "" : ".");
    }

    public static string Duration(TimeSpan time) => time.TotalSeconds switch
    {
        < 9.95 => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s"),
        < 59.5 => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0} s"),
        < 3600 => string.Create(CultureInfo.InvariantCulture, $"{time.Minutes} min {time.Seconds} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours} h {time.Minutes} min"),
    };

    private static string Fit(IEnumerable<string> pieces, int most)
    {
        var text = new StringBuilder();
        var cut = 0;
        foreach (var piece in pieces)
        {
            if (text.Length + piece.Length > most)
            {
                text.Length = cut;
                return text.Append('…').ToString();
            }

            text.Append(piece);
            cut = text.Length < most ? text.Length : cut;
        }

        return text.ToString();
    }

    private static IEnumerable<string> Elements(string text)
    {
        var elements = StringInfo.GetTextElementEnumerator(text);
        while (elements.MoveNext())
        {
            yield return elements.GetTextElement();
        }
    }
}
