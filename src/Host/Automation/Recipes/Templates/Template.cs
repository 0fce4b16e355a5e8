namespace Atelier.Host.Automation.Recipes.Templates;

/// <summary>Text with expressions in double braces: <c>a lighthouse in {{season}}</c>.</summary>
/// <param name="Parts">In order.</param>
internal sealed record Template(IReadOnlyList<TemplatePart> Parts)
{
    private const string Open = "{{";
    private const string Close = "}}";

    /// <summary>Reads a text. Braces that do not close are text.</summary>
    public static Template Parse(string text)
    {
        var parts = new List<TemplatePart>();
        var at = 0;
        while (text.IndexOf(Open, at, StringComparison.Ordinal) is >= 0 and var open
            && text.IndexOf(Close, open, StringComparison.Ordinal) is >= 0 and var close)
        {
            parts.Add(new TemplatePart(text[at..open], null));
            parts.Add(new TemplatePart(text[open..(close + Close.Length)], TemplateExpression.Parse(text[(open + Open.Length)..close])));
            at = close + Close.Length;
        }

        parts.Add(new TemplatePart(text[at..], null));
        return new Template(parts);
    }

    /// <summary>The text with every expression replaced by its value.</summary>
    /// <param name="scope">Gives the values.</param>
    /// <param name="fit">Makes a value fit where it comes to stand.</param>
    public string Render(TemplateScope scope, Func<TemplateExpression, string, string>? fit = null) => string.Concat(Parts.Select(
        part => part.Expression is not { } expression ? part.Text
            : fit is null ? scope.Value(expression) : fit(expression, scope.Value(expression))));
}

/// <param name="Text">As it is written, braces included.</param>
/// <param name="Expression">Null where it is plain text.</param>
internal sealed record TemplatePart(string Text, TemplateExpression? Expression);
