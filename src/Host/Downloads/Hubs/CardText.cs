using System.Net;
using System.Text.RegularExpressions;

namespace Atelier.Host.Downloads;

/// <summary>Makes plain text of a model's card, which is Markdown with HTML in it, or HTML: to read, never to render.</summary>
internal static partial class CardText
{
    /// <summary>How much of a card is read, in bytes.</summary>
    public const int MaxBytes = 256 << 10;

    private const int Longest = 20_000;

    /// <summary>The text, without front matter, tags, pictures and control characters.</summary>
    public static string Plain(string card)
    {
        var text = FrontMatter().Replace(card.ReplaceLineEndings("\n"), "");
        text = Hidden().Replace(text, "");
        text = LineTag().Replace(text, "\n");
        text = Tag().Replace(text, "");
        text = Picture().Replace(text, "");
        text = Link().Replace(text, "$1 ($2)");
        text = WebUtility.HtmlDecode(text);
        text = new string([.. text.Where(letter => letter is '\n' or '\t' || !(char.IsControl(letter) || TurnsAround(letter)))]);
        text = EmptyLines().Replace(text, "\n\n").Trim();
        return text.Length <= Longest ? text : text[..Longest].TrimEnd() + "…";
    }

    private static bool TurnsAround(char letter) => letter is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    [GeneratedRegex(@"\A---\n.*?\n---\s*(\n|\z)", RegexOptions.Singleline | RegexOptions.NonBacktracking)]
    private static partial Regex FrontMatter();

    [GeneratedRegex(
        @"<!--.*?-->|<style\b.*?</style>|<script\b.*?</script>",
        RegexOptions.Singleline | RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Hidden();

    [GeneratedRegex(@"<(br|/p|/div|/li|/h[1-6]|/tr)\b[^<>]*>", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex LineTag();

    [GeneratedRegex(@"</?[a-z][^<>]*>", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Tag();

    [GeneratedRegex(@"!\[[^\[\]\n]*\]\([^()\n]*\)", RegexOptions.NonBacktracking)]
    private static partial Regex Picture();

    [GeneratedRegex(@"\[([^\[\]\n]+)\]\(([^()\s]+)[^()\n]*\)", RegexOptions.NonBacktracking)]
    private static partial Regex Link();

    [GeneratedRegex(@"\n(\s*\n)+", RegexOptions.NonBacktracking)]
    private static partial Regex EmptyLines();
}
