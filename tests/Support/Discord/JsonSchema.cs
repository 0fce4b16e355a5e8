using System.Text.Json;
using System.Text.RegularExpressions;

namespace Atelier.Support.Discord;

/// <summary>JSON Schema 2020-12, as far as Discord's description uses it. Formats say nothing that is checked.</summary>
/// <param name="document">What references begin at.</param>
public sealed class JsonSchema(JsonElement document)
{
    private const int MostTold = 12;

    /// <summary>What is wrong with a value, each with its place.</summary>
    public IReadOnlyList<string> ProblemsOf(JsonElement schema, JsonElement value)
    {
        var problems = new List<string>();
        Check(schema, value, "", problems);
        return problems;
    }

    /// <param name="reference">As <c>#/components/schemas/Error</c>.</param>
    public JsonElement Resolve(string reference) =>
        reference[2..].Split('/')
            .Aggregate(document, (place, name) => place.GetProperty(name.Replace("~1", "/", StringComparison.Ordinal)));

    private void Check(JsonElement schema, JsonElement value, string place, List<string> problems)
    {
        if (schema.ValueKind != JsonValueKind.Object || problems.Count >= MostTold)
        {
            return;
        }

        foreach (var keyword in schema.EnumerateObject())
        {
            switch (keyword.Name)
            {
                case "$ref":
                    Check(Resolve(keyword.Value.GetString()!), value, place, problems);
                    break;
                case "type":
                    CheckType(keyword.Value, value, place, problems);
                    break;
                case "enum" when !keyword.Value.EnumerateArray().Any(allowed => JsonElement.DeepEquals(allowed, value)):
                    problems.Add($"{At(place)} {Brief(value)} is not among {Brief(keyword.Value)}");
                    break;
                case "const" when !JsonElement.DeepEquals(keyword.Value, value):
                    problems.Add($"{At(place)} {Brief(value)} is not {Brief(keyword.Value)}");
                    break;
                case "allOf":
                    foreach (var each in keyword.Value.EnumerateArray())
                    {
                        Check(each, value, place, problems);
                    }

                    break;
                case "oneOf" or "anyOf":
                    CheckUnion(keyword, value, place, problems);
                    break;
            }
        }

        CheckByKind(schema, value, place, problems);
    }

    private void CheckByKind(JsonElement schema, JsonElement value, string place, List<string> problems)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                CheckObject(schema, value, place, problems);
                break;
            case JsonValueKind.Array:
                CheckArray(schema, value, place, problems);
                break;
            case JsonValueKind.String:
                CheckText(schema, value.GetString()!, place, problems);
                break;
            case JsonValueKind.Number:
                CheckBound(schema, "minimum", bound => value.GetDouble() < bound, place, problems);
                CheckBound(schema, "maximum", bound => value.GetDouble() > bound, place, problems);
                break;
        }
    }

    private void CheckUnion(JsonProperty union, JsonElement value, string place, List<string> problems)
    {
        var tried = union.Value.EnumerateArray().Select(branch =>
        {
            var found = new List<string>();
            Check(branch, value, place, found);
            return found;
        }).ToArray();
        var fitting = tried.Count(found => found.Count == 0);
        if (fitting == 0)
        {
            // The branch that came closest tells best what is wrong: its first problem is the deepest.
            problems.AddRange(
                tried.OrderByDescending(found => found[0].TakeWhile(character => character != ' ').Count(character => character == '/'))
                    .First());
        }
        else if (fitting > 1 && union.Name == "oneOf")
        {
            problems.Add($"{At(place)} fits {fitting} of those that exclude each other");
        }
    }

    private void CheckObject(JsonElement schema, JsonElement value, string place, List<string> problems)
    {
        if (schema.TryGetProperty("required", out var required))
        {
            problems.AddRange(
                required.EnumerateArray().Where(name => !value.TryGetProperty(name.GetString()!, out _))
                    .Select(name => $"{At(place)} {name} is missing"));
        }

        var hasProperties = schema.TryGetProperty("properties", out var properties);
        var hasRest = schema.TryGetProperty("additionalProperties", out var rest);
        foreach (var property in value.EnumerateObject())
        {
            if (hasProperties && properties.TryGetProperty(property.Name, out var described))
            {
                Check(described, property.Value, $"{place}/{property.Name}", problems);
            }
            else if (hasRest && rest.ValueKind == JsonValueKind.False)
            {
                problems.Add($"{place}/{property.Name} is not known");
            }
            else if (hasRest)
            {
                Check(rest, property.Value, $"{place}/{property.Name}", problems);
            }
        }

        var count = value.EnumerateObject().Count();
        CheckBound(schema, "minProperties", bound => count < bound, place, problems);
        CheckBound(schema, "maxProperties", bound => count > bound, place, problems);
    }

    private void CheckArray(JsonElement schema, JsonElement value, string place, List<string> problems)
    {
        CheckBound(schema, "minItems", bound => value.GetArrayLength() < bound, place, problems);
        CheckBound(schema, "maxItems", bound => value.GetArrayLength() > bound, place, problems);
        var items = value.EnumerateArray().ToArray();
        if (schema.TryGetProperty("uniqueItems", out var unique) && unique.GetBoolean()
            && items.Where((item, index) => items.Take(index).Any(before => JsonElement.DeepEquals(before, item))).Any())
        {
            problems.Add($"{At(place)} holds the same twice");
        }

        if (schema.TryGetProperty("items", out var each))
        {
            for (var index = 0; index < items.Length; index++)
            {
                Check(each, items[index], $"{place}/{index}", problems);
            }
        }
    }

    private static void CheckText(JsonElement schema, string text, string place, List<string> problems)
    {
        var length = text.EnumerateRunes().Count();
        CheckBound(schema, "minLength", bound => length < bound, place, problems);
        CheckBound(schema, "maxLength", bound => length > bound, place, problems);
        if (schema.TryGetProperty("pattern", out var pattern) && !Regex.IsMatch(text, pattern.GetString()!))
        {
            problems.Add($"{At(place)} \"{text}\" does not match {pattern}");
        }
    }

    private static void CheckType(JsonElement types, JsonElement value, string place, List<string> problems)
    {
        var allowed = types.ValueKind == JsonValueKind.Array
            ? types.EnumerateArray().Select(type => type.GetString()!)
            : [types.GetString()!];
        if (!allowed.Any(type => Is(type, value)))
        {
            problems.Add($"{At(place)} {Brief(value)} is not {types}");
        }
    }

    private static bool Is(string type, JsonElement value) => type switch
    {
        "integer" => value.ValueKind == JsonValueKind.Number && Math.Floor(value.GetDouble()) == value.GetDouble(),
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        _ => value.ValueKind.ToString().Equals(type, StringComparison.OrdinalIgnoreCase),
    };

    private static void CheckBound(JsonElement schema, string keyword, Func<double, bool> isBroken, string place, List<string> problems)
    {
        if (schema.TryGetProperty(keyword, out var bound) && isBroken(bound.GetDouble()))
        {
            problems.Add($"{At(place)} breaks {keyword} {bound}");
        }
    }

    private static string At(string place) => place.Length == 0 ? "/" : place;

    private static string Brief(JsonElement value) => value.GetRawText() is { Length: > 60 } text ? text[..60] + "…" : value.GetRawText();
}
