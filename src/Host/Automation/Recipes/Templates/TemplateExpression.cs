namespace Atelier.Host.Automation.Recipes.Templates;

/// <summary>What stands between double braces: <c>date:yyyy-MM-dd</c>, <c>data.weather.current.summary</c>.</summary>
/// <param name="Name">What comes before the colon.</param>
/// <param name="Detail">What comes after it; null without one.</param>
internal sealed record TemplateExpression(string Name, string? Detail)
{
    public const string Data = "data";

    public const string Args = "args";

    /// <summary>Of <c>data.NAME.…</c> and <c>args.NAME</c>: the first name after the point. Null of others.</summary>
    public string? Source => Name.Split('.') is [Data or Args, var source, ..] ? source : null;

    /// <summary>Of <c>data.NAME.a.b</c>: <c>a</c> and <c>b</c>.</summary>
    public IReadOnlyList<string> Path => [.. Name.Split('.').Skip(2)];

    /// <summary>The options of <c>pick: a | b</c>.</summary>
    public IReadOnlyList<string> Options => [.. (Detail ?? "").Split('|', StringSplitOptions.TrimEntries)];

    public static TemplateExpression Parse(string text) => text.IndexOf(':') is >= 0 and var colon
        ? new TemplateExpression(text[..colon].Trim(), text[(colon + 1)..].Trim())
        : new TemplateExpression(text.Trim(), null);
}
