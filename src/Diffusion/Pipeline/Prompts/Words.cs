namespace Atelier.Diffusion.Pipeline.Prompts;

/// <summary>Finds the keywords of a prompt (BREAK, AND) where they stand as words of their own.</summary>
internal static class Words
{
    /// <summary>The parts of a text between the occurrences of a keyword; the text itself where it does not occur.</summary>
    public static IEnumerable<string> SplitAt(string text, string keyword)
    {
        var start = 0;
        for (var at = Find(text, keyword, 0); at >= 0; at = Find(text, keyword, start))
        {
            yield return text[start..at];
            start = at + keyword.Length;
        }

        yield return start == 0 ? text : text[start..];
    }

    /// <summary>What a word is made of, to regular expressions: letters, numbers, underscore.</summary>
    public static bool IsWordCharacter(char character) => char.IsLetter(character) || char.IsNumber(character) || character == '_';

    private static int Find(string text, string keyword, int from)
    {
        int at;
        for (; (at = text.IndexOf(keyword, from, StringComparison.Ordinal)) >= 0; from = at + 1)
        {
            var end = at + keyword.Length;
            if ((at == 0 || !IsWordCharacter(text[at - 1])) && (end == text.Length || !IsWordCharacter(text[end])))
            {
                return at;
            }
        }

        return -1;
    }
}
