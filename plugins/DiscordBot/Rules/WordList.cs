namespace Atelier.DiscordBot.Rules;

/// <summary>Words and phrases that are looked for in prompts: whole words, however they are written.</summary>
internal static class WordList
{
    public static IReadOnlyList<string> Split(string text) =>
        text.Split([',', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Whether the text has any of them.</summary>
    public static bool Meets(IReadOnlyList<string> words, string text)
    {
        if (words.Count == 0)
        {
            return false;
        }

        var folded = $" {Folding.Words(text)} ";
        return words.Select(Folding.Words).Any(word => word.Length > 0 && folded.Contains($" {word} ", StringComparison.Ordinal));
    }
}
