using System.Text.Json;

namespace Atelier.DiscordBot.Interactions;

/// <summary>
/// What a window's fields hold, in both layouts that Discord has for them: within labels, and within rows as it was before.
/// </summary>
internal static class ModalAnswers
{
    /// <param name="components">As an interaction brings them.</param>
    /// <returns>Texts by the fields' custom ids.</returns>
    public static IReadOnlyDictionary<string, string> Read(JsonElement? components)
    {
        var answers = new Dictionary<string, string>();
        if (components is { } given)
        {
            Collect(given, answers);
        }

        return answers;
    }

    private static void Collect(JsonElement element, Dictionary<string, string> answers)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray())
            {
                Collect(item, answers);
            }
        }
        else if (element.ValueKind == JsonValueKind.Object)
        {
            if (Text(element, "custom_id") is { } id && Text(element, "value") is { } value)
            {
                answers[id] = value;
            }

            foreach (var inner in element.EnumerateObject().Where(property => property.Name is "component" or "components"))
            {
                Collect(inner.Value, answers);
            }
        }
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var property) && property.ValueKind == JsonValueKind.String ? property.GetString() : null;
}
