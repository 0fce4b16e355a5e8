using System.Text.Json;
using Atelier.Host.Api.Errors;
using Atelier.Host.Automation.Recipes.Document;
using Atelier.Host.Worker;

namespace Atelier.Host.Automation.Recipes.Reading;

/// <summary>
/// Reads the rules and scorers that a recipe names. Whether there are such parts is looked up later, where parts are known.
/// </summary>
internal static class PartUseReader
{
    private const string NotBlank = "not_blank";
    private const string Weight = "weight";
    private const int MostBest = 20;

    public static IReadOnlyList<PartUse> Rules(IReadOnlyDictionary<string, JsonElement> check, List<FieldProblem> problems)
    {
        var rules = new List<PartUse>();
        foreach (var (name, value) in check)
        {
            if (value.ValueKind is JsonValueKind.True or JsonValueKind.Object)
            {
                rules.Add(new PartUse(name, Options($"check.{name}", value, problems)));
            }
            else if (value.ValueKind != JsonValueKind.False)
            {
                problems.Add(new FieldProblem($"check.{name}", "must be true, false, or a map of the rule's options"));
            }
        }

        // Nobody wants a blank picture published: a recipe says so where it does.
        return check.ContainsKey(NotBlank) ? rules : [new PartUse(NotBlank, new Dictionary<string, double>()), .. rules];
    }

    public static IReadOnlyList<WeightedScorer> Scorers(ChooseSection choose, List<FieldProblem> problems)
    {
        if (choose.Best is < 1 or > MostBest)
        {
            problems.Add(new FieldProblem("choose.best", $"{choose.Best} is not possible; it must be from 1 to {MostBest}"));
        }

        return [.. choose.Scorers.Select(scorer => Scorer(scorer.Key, scorer.Value, problems)).OfType<WeightedScorer>()];
    }

    private static WeightedScorer? Scorer(string name, JsonElement value, List<FieldProblem> problems)
    {
        var field = $"choose.scorers.{name}";
        if (value.ValueKind is not (JsonValueKind.Number or JsonValueKind.Object))
        {
            problems.Add(new FieldProblem(field, "must be a weight, or a map of weight and the scorer's options"));
            return null;
        }

        var given = value.ValueKind == JsonValueKind.Number
            ? value
            : value.TryGetProperty(Weight, out var inside) ? inside : (JsonElement?)null;
        var weight = given is not { } number ? 1 : number.ValueKind == JsonValueKind.Number ? number.GetDouble() : 0;
        if (weight is not (> 0 and <= 1000))
        {
            problems.Add(
                new FieldProblem(
                    value.ValueKind == JsonValueKind.Number ? field : $"{field}.{Weight}", "must be a number above 0, at most 1000"));
        }

        return new WeightedScorer(new PartUse(name, Options(field, value, problems)), weight);
    }

    private static Dictionary<string, double> Options(string field, JsonElement value, List<FieldProblem> problems)
    {
        var options = new Dictionary<string, double>();
        foreach (var option in value.ValueKind == JsonValueKind.Object
            ? value.EnumerateObject().Where(option => option.Name != Weight)
            : [])
        {
            if (option.Value.ValueKind == JsonValueKind.Number)
            {
                options.Add(option.Name, option.Value.GetDouble());
            }
            else
            {
                problems.Add(new FieldProblem($"{field}.{option.Name}", "must be a number"));
            }
        }

        return options;
    }
}
