namespace Atelier.Diffusion.Imaging.Metadata;

/// <summary>
/// The line of <c>Key: value</c> pairs. It finds what AUTOMATIC1111's regular expression finds,
/// <c>\s*(\w[\w \-/]+):\s*("(?:\\.|[^\\"])+"|[^,]*)(?:,|$)</c>, but in time that grows with the line's length and not with its square.
/// </summary>
internal static class InfotextFields
{
    /// <summary>Splits a line.</summary>
    /// <param name="line">Without line breaks.</param>
    /// <returns>The pairs in order, values still quoted where they were.</returns>
    public static List<KeyValuePair<string, string>> Split(string line)
    {
        var pairs = new List<KeyValuePair<string, string>>();
        var from = 0;
        for (var colon = line.IndexOf(':'); colon >= 0; colon = line.IndexOf(':', Math.Max(from, colon + 1)))
        {
            var key = KeyStart(line, from, colon);
            if (colon - key < 2)
            {
                continue;
            }

            var start = colon + 1;
            while (start < line.Length && char.IsWhiteSpace(line[start]))
            {
                start++;
            }

            var end = QuotedEnd(line, start) ?? PlainEnd(line, start);
            pairs.Add(new(line[key..colon], line[start..end]));
            from = Math.Min(end + 1, line.Length);
        }

        return pairs;
    }

    // The key is the longest run before the colon, less what it may not begin with.
    private static int KeyStart(string line, int from, int colon)
    {
        var start = colon;
        while (start > from && (IsWord(line[start - 1]) || line[start - 1] is ' ' or '-' or '/'))
        {
            start--;
        }

        while (start < colon && !IsWord(line[start]))
        {
            start++;
        }

        return start;
    }

    private static int? QuotedEnd(string line, int start)
    {
        if (start >= line.Length || line[start] != '"')
        {
            return null;
        }

        var at = start + 1;
        while (at < line.Length && line[at] != '"')
        {
            at += line[at] == '\\' ? 2 : 1;
        }

        var end = at + 1;
        return at > start + 1 && end <= line.Length && (end == line.Length || line[end] == ',') ? end : null;
    }

    private static int PlainEnd(string line, int start)
    {
        var comma = line.IndexOf(',', start);
        return comma < 0 ? line.Length : comma;
    }

    private static bool IsWord(char character) => char.IsLetterOrDigit(character) || character == '_';
}
