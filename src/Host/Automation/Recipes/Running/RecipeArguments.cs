using System.Text.Json;
using Atelier.Generation;
using Atelier.Host.Texts;

namespace Atelier.Host.Automation.Recipes.Running;

/// <summary>What a run is given, beside the defaults that the recipe declares.</summary>
internal static class RecipeArguments
{
    private const string Field = "target.arguments";

    /// <param name="declared">Each with its default; null must be given.</param>
    /// <param name="given">A JSON object; empty text gives none.</param>
    /// <exception cref="RequestException">One is unknown, missing or no text, number, true or false.</exception>
    public static IReadOnlyDictionary<string, string> Bind(IReadOnlyDictionary<string, JsonElement> declared, string given)
    {
        var values = Parse(given);
        foreach (var (name, value) in values)
        {
            _ = !declared.ContainsKey(name)
                ? throw new RequestException($"{Field}.{OneLine.Of(name, 64)}", declared.Count == 0
                    ? "is unknown; the recipe takes no arguments"
                    : $"is unknown{NearestName.Hint(name, declared.Keys)}; the recipe takes {string.Join(", ", declared.Keys)}")
                : Text(value) ?? throw new RequestException($"{Field}.{name}", "must be a text, a number, true or false");
        }

        return declared.ToDictionary(
            argument => argument.Key,
            argument => Text(values.GetValueOrDefault(argument.Key, argument.Value))
                ?? throw new RequestException($"{Field}.{argument.Key}", "must be given: it has no default"));
    }

    private static Dictionary<string, JsonElement> Parse(string given)
    {
        try
        {
            using var document =
                JsonDocument.Parse(
                    given.Length == 0 ? "{}" : given, new JsonDocumentOptions { MaxDepth = 4, AllowDuplicateProperties = false });
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? document.RootElement.EnumerateObject().ToDictionary(property => property.Name, property => property.Value.Clone())
                : throw new RequestException(Field, "must be an object of names and values");
        }
        catch (JsonException)
        {
            throw new RequestException(Field, "is no JSON; it must be an object of names and values");
        }
    }

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        _ => null,
    };
}
