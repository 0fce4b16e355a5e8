using System.Text.Json;

namespace Atelier.DiscordSimulator.Interactions;

/// <summary>A window that the bot has opened for somebody.</summary>
internal sealed record OpenModal(string CustomId, string Title, IReadOnlyList<ModalField> Fields, JsonElement Definition)
{
    public static OpenModal Read(JsonElement data) => new(
        data.GetProperty("custom_id").GetString()!,
        data.GetProperty("title").GetString()!,
        [.. data.GetProperty("components").EnumerateArray().SelectMany(ModalField.AllOf)],
        data);
}

/// <param name="IsInLabel">Whether a label holds it, and not a row.</param>
internal sealed record ModalField(
    string CustomId, string Label, string Value, bool IsLong, bool IsRequired, int LeastCharacters, int MostCharacters, bool IsInLabel)
{
    private const int TextInput = 4;

    public static IEnumerable<ModalField> AllOf(JsonElement part)
    {
        if (part.TryGetProperty("component", out var component))
        {
            return component.GetProperty("type").GetInt32() == TextInput
                ? [Read(component, part.GetProperty("label").GetString()!, isInLabel: true)]
                : [];
        }

        return part.TryGetProperty("components", out var all)
            ? all.EnumerateArray().Select(each => Read(each, Text(each, "label") ?? "", isInLabel: false))
            : [];
    }

    private static ModalField Read(JsonElement input, string label, bool isInLabel) => new(
        input.GetProperty("custom_id").GetString()!,
        label,
        Text(input, "value") ?? "",
        input.GetProperty("style").GetInt32() == 2,
        !input.TryGetProperty("required", out var required) || required.ValueKind != JsonValueKind.False,
        Number(input, "min_length") ?? 0,
        Number(input, "max_length") ?? 4000,
        isInLabel);

    private static string? Text(JsonElement value, string name) =>
        value.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;

    private static int? Number(JsonElement value, string name) =>
        value.TryGetProperty(name, out var number) && number.ValueKind == JsonValueKind.Number ? number.GetInt32() : null;
}
