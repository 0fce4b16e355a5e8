using System.Globalization;
using System.Text.Json;
using Atelier.Host.Automation.Runs;
using Atelier.Host.Automation.Templates;

namespace Atelier.Host.Automation.Recipes.Templates;

/// <summary>What expressions stand for in one run. The same facts give the same texts, in the order they are asked for.</summary>
internal sealed class TemplateScope(
    RecipeFacts facts, string recipe, string hemisphere, IReadOnlyDictionary<string, string> args, Chance chance)
{
    /// <summary>A text with its expressions replaced by their values.</summary>
    /// <param name="text">A template.</param>
    /// <param name="fit">Makes a value fit where it comes to stand.</param>
    public string Render(string text, Func<TemplateExpression, string, string>? fit = null) => Template.Parse(text).Render(place =>
    {
        var expression = TemplateExpression.Parse(place);
        return fit is null ? Value(expression) : fit(expression, Value(expression));
    });

    private string Value(TemplateExpression expression) => expression.Name switch
    {
        "date" => facts.Day.ToString(expression.Detail ?? "yyyy-MM-dd", CultureInfo.InvariantCulture),
        "time" => facts.Day.ToString(expression.Detail ?? "HH:mm", CultureInfo.InvariantCulture),
        "weekday" => facts.Day.ToString("dddd", CultureInfo.InvariantCulture),
        "month" => facts.Day.ToString("MMMM", CultureInfo.InvariantCulture),
        "season" => Season.Of(facts.Day, hemisphere),
        "counter" => facts.Counter.ToString(expression.Detail ?? "0", CultureInfo.InvariantCulture),
        "pick" => expression.Options[chance.Below(expression.Options.Count)],
        "recipe" => recipe,
        "run" => facts.Run,
        _ when expression.Name.StartsWith("args.", StringComparison.Ordinal) => args[expression.Source!],
        _ => DataValue(expression),
    };

    private string DataValue(TemplateExpression expression)
    {
        var data = facts.Data[expression.Source!];
        return Text(data.Answer, expression.Path) ?? Text(data.Fallback, expression.Path) ?? throw new RunException(
            "no_data", $"{expression.Name} is neither in what {data.Host} answered nor in its fallback, or is no text, number, true or false", $"data.{expression.Source}");
    }

    private static string? Text(JsonElement? from, IReadOnlyList<string> path)
    {
        if (from is not { } root || JsonPath.Find(root, path) is not { } value)
        {
            return null;
        }

        return value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
            _ => null,
        };
    }
}
