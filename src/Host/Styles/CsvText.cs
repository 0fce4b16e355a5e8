using System.Text;

namespace Atelier.Host.Styles;

/// <summary>
/// Comma-separated values, as RFC 4180 and Python's <c>csv</c> write them: fields in quotes may hold commas, quotes and lines.
/// </summary>
internal static class CsvText
{
    public static IEnumerable<IReadOnlyList<string>> Rows(string text)
    {
        var row = new List<string>();
        var field = new StringBuilder();
        var quoted = false;
        for (var at = 0; at < text.Length; at++)
        {
            var letter = text[at];
            if (quoted)
            {
                if (letter != '"')
                {
                    field.Append(letter);
                }
                else if (at + 1 < text.Length && text[at + 1] == '"')
                {
                    field.Append('"');
                    at++;
                }
                else
                {
                    quoted = false;
                }
            }
            else if (letter == '"' && field.Length == 0)
            {
                quoted = true;
            }
            else if (letter is ',' or '\n')
            {
                row.Add(field.ToString());
                field.Clear();
                if (letter == '\n')
                {
                    yield return row;
                    row = [];
                }
            }
            else if (letter != '\r')
            {
                field.Append(letter);
            }
        }

        if (row.Count > 0 || field.Length > 0)
        {
            row.Add(field.ToString());
            yield return row;
        }
    }
}
