namespace Atelier.Host.Automation.Templates;

/// <summary>
/// Text with places in double braces: <c>a lighthouse in {{season}}</c>, <c>{{payload.text}}</c>. What a place means is for whoever fills
/// it.
/// </summary>
/// <param name="Parts">In order.</param>
internal sealed record Template(IReadOnlyList<TemplatePart> Parts)
{
    private const string Open = "{{";
    private const string Close = "}}";

    /// <summary>What stands between the braces, in order.</summary>
    public IEnumerable<string> Places => Parts.Select(part => part.Place).OfType<string>();

    /// <summary>The place, where there is nothing else.</summary>
    public string? Alone =>
        Places.Take(2).ToList() is [var only] && Parts.All(part => part.Place is not null || part.Text.Length == 0) ? only : null;

    /// <summary>Reads a text. Braces that do not close are text.</summary>
    public static Template Parse(string text)
    {
        var parts = new List<TemplatePart>();
        var at = 0;
        while (text.IndexOf(Open, at, StringComparison.Ordinal) is >= 0 and var open
            && text.IndexOf(Close, open, StringComparison.Ordinal) is >= 0 and var close)
        {
            parts.Add(new TemplatePart(text[at..open], null));
            parts.Add(new TemplatePart(text[open..(close + Close.Length)], text[(open + Open.Length)..close].Trim()));
            at = close + Close.Length;
        }

        parts.Add(new TemplatePart(text[at..], null));
        return new Template(parts);
    }

    /// <summary>The text with every place filled. What comes in is not filled again.</summary>
    public string Render(Func<string, string> value) =>
        string.Concat(Parts.Select(part => part.Place is { } place ? value(place) : part.Text));
}

/// <param name="Text">As it is written, braces included.</param>
/// <param name="Place">What stands between the braces; null where it is plain text.</param>
internal sealed record TemplatePart(string Text, string? Place);
