using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Atelier.DiscordSimulator.Users;

/// <summary>Whether a value is one that its option allows.</summary>
internal static class TypedValue
{
    /// <exception cref="CannotException">It is not.</exception>
    public static void Check(JsonObject definition, JsonNode value)
    {
        var name = definition["name"]!.GetValue<string>();
        if (definition["choices"] is JsonArray { Count: > 0 } choices && !choices.Any(choice => IsSame(choice!["value"]!, value)))
        {
            throw new CannotException($"{value} is not among the choices of {name}.");
        }

        if (value.GetValueKind() == JsonValueKind.String)
        {
            var length = value.GetValue<string>().EnumerateRunes().Count();
            Check(name, "characters", length, Number(definition, "min_length") ?? 0, Number(definition, "max_length") ?? 6000);
        }
        else if (value.GetValueKind() == JsonValueKind.Number)
        {
            var number = double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture);
            Check(name, "its value", number, Number(definition, "min_value"), Number(definition, "max_value"));
        }
    }

    private static void Check(string name, string what, double value, double? least, double? most)
    {
        if (value < least || value > most)
        {
            throw new CannotException(
                $"{name}: {what} must be {least?.ToString() ?? "anything"} to {most?.ToString() ?? "anything"}, not {value}.");
        }
    }

    private static double? Number(JsonObject definition, string name) =>
        definition[name] is { } number ? double.Parse(number.ToJsonString(), CultureInfo.InvariantCulture) : null;

    private static bool IsSame(JsonNode choice, JsonNode value) => choice.ToString() == value.ToString();
}
