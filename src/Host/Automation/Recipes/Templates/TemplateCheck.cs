using System.Globalization;
using Atelier.Host.Texts;

namespace Atelier.Host.Automation.Recipes.Templates;

/// <summary>Says what is wrong with an expression before anything is rendered.</summary>
/// <param name="data">The names of the recipe's data.</param>
/// <param name="args">The names of its arguments.</param>
internal sealed class TemplateCheck(IReadOnlyCollection<string> data, IReadOnlyCollection<string> args)
{
    private static readonly string[] Plain = ["season", "weekday", "month", "recipe", "run"];

    private IEnumerable<string> Known =>
    [
        "date", "time", .. Plain, "counter", "pick", .. data.Select(name => $"data.{name}"), .. args.Select(name => $"args.{name}"),
    ];

    /// <returns>What is wrong, and what would be right; null where nothing is.</returns>
    public string? Problem(TemplateExpression expression) => expression.Name switch
    {
        "date" or "time" => FormatProblem(expression.Detail),
        "counter" => expression.Detail is null || expression.Detail.All(digit => digit == '0') && expression.Detail.Length > 0
            ? null
            : $"{OneLine.Quoted(expression.Detail)} is no format of a counter; write zeros, as many as it has digits: counter:000",
        "pick" => expression.Options is { Count: > 0 } options && options.All(option => option.Length > 0)
            ? null
            : "pick needs options, separated by bars: pick: red | blue",
        _ when Plain.Contains(expression.Name) => expression.Detail is null ? null : $"{expression.Name} takes nothing after a colon",
        _ => SourceProblem(expression),
    };

    private static string? FormatProblem(string? format)
    {
        try
        {
            return format is null ? null
                : format.Length == 0 ? "a format is missing after the colon, such as yyyy-MM-dd"
                : DateTimeOffset.UnixEpoch.ToString(format, CultureInfo.InvariantCulture).Length > 0 ? null
                : "the format shows nothing; yyyy-MM-dd, d MMMM or HH:mm are formats";
        }
        catch (FormatException)
        {
            return $"{OneLine.Quoted(format!)} is no format of a date; yyyy-MM-dd, d MMMM or HH:mm are";
        }
    }

    private string? SourceProblem(TemplateExpression expression)
    {
        var (kind, names) = expression.Name.Split('.')[0] switch
        {
            TemplateExpression.Data => ("data", data),
            TemplateExpression.Args => ("args", args),
            _ => ("", []),
        };
        if (expression.Source is not { Length: > 0 } source)
        {
            return $"{OneLine.Quoted(expression.Name)} is unknown{NearestName.Hint(expression.Name, Known)}; known are {string.Join(", ", Known)}";
        }

        return !names.Contains(source)
            ? $"{OneLine.Quoted(source)} is not under {kind}{NearestName.Hint(source, names)}{(names.Count > 0 ? $"; there are {string.Join(", ", names)}" : $"; the recipe has no {kind}")}"
            : kind == "args" && expression.Path.Count > 0 ? $"args.{source} is a text; nothing comes after it"
            : expression.Detail is null ? null : $"{expression.Name} takes nothing after a colon";
    }
}
