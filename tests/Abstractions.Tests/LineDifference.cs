using System.Text;

namespace Atelier.Abstractions.Tests;

/// <summary>Compares two texts of unindented headers with indented lines, each unique under its header.</summary>
internal static class LineDifference
{
    /// <summary>Lines that only one text has, marked + and −, under their header; empty where the texts are equal.</summary>
    public static string Between(string before, string after)
    {
        var text = new StringBuilder();
        var old = Sections(before);
        var young = Sections(after);
        foreach (var header in old.Keys.Union(young.Keys).Order(StringComparer.Ordinal))
        {
            var removed = Lines(old, header).Except(Lines(young, header)).Select(line => $"- {line}\n");
            var added = Lines(young, header).Except(Lines(old, header)).Select(line => $"+ {line}\n");
            var mark = !old.ContainsKey(header) ? '+' : !young.ContainsKey(header) ? '-' : ' ';
            var lines = string.Concat(removed.Concat(added));
            if (mark != ' ' || lines.Length > 0)
            {
                text.Append(mark).Append(' ').Append(header).Append('\n').Append(lines);
            }
        }

        return text.ToString();
    }

    private static List<string> Lines(Dictionary<string, List<string>> sections, string header) =>
        sections.TryGetValue(header, out var lines) ? lines : [];

    private static Dictionary<string, List<string>> Sections(string text)
    {
        var sections = new Dictionary<string, List<string>>();
        var header = "";
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line[0] != ' ')
            {
                header = line;
                sections[header] = [];
            }
            else
            {
                sections[header].Add(line);
            }
        }

        return sections;
    }
}
