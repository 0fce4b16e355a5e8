using System.Text;

namespace Atelier.Host.Texts;

/// <summary>Text from elsewhere (exceptions, names, files) made fit for one line of a terminal or log.</summary>
internal static class OneLine
{
    private const int Longest = 300;

    /// <summary>Joins lines, drops control and direction characters, and cuts what is too long.</summary>
    /// <param name="keepsSpaces">Leaves spaces and tabs as they are, for what was laid out with them.</param>
    public static string Of(string text, int longest = Longest, bool keepsSpaces = false)
    {
        var line = new StringBuilder(Math.Min(text.Length, longest) + 1);
        foreach (var rune in text.EnumerateRunes())
        {
            if (line.Length >= longest)
            {
                return line.Append('…').ToString();
            }

            if (keepsSpaces && rune.Value is (' ' or '\t'))
            {
                line.Append((char)rune.Value);
            }
            else if (rune.Value is '\n' or '\r' or '\t' or ' ')
            {
                if (line.Length > 0 && line[^1] != ' ')
                {
                    line.Append(' ');
                }
            }
            else if (!Rune.IsControl(rune) && rune.Value is not ((>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069)))
            {
                line.Append(rune);
            }
        }

        return line.ToString().TrimEnd();
    }

    /// <summary>A name in quotes, cut to what an error message bears.</summary>
    public static string Quoted(string name) => $"'{Of(name, 64)}'";
}
