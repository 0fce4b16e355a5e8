using System.Text.Json;

namespace Atelier.Host.Downloads;

/// <summary>Reads what hubs answer. A field that is not of the kind expected counts as absent: hubs change theirs now and then.</summary>
internal static class HubJson
{
    public static JsonElement? At(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value)
            && value.ValueKind is not JsonValueKind.Null ? value : null;

    public static string? Text(this JsonElement element, string name) =>
        element.At(name) is { ValueKind: JsonValueKind.String } value && value.GetString() is { Length: > 0 } text ? text : null;

    public static long? Whole(this JsonElement element, string name) =>
        element.At(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out var number) ? number : null;

    public static bool? Flag(this JsonElement element, string name) => element.At(name)?.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    /// <summary>A list of texts, which some write as one text.</summary>
    public static IReadOnlyList<string> Texts(this JsonElement element, string name) => element.At(name) switch
    {
        { ValueKind: JsonValueKind.String } one => [one.GetString()!],
        { ValueKind: JsonValueKind.Array } many =>
            [.. many.EnumerateArray().Where(text => text.ValueKind == JsonValueKind.String).Select(text => text.GetString()!)],
        _ => [],
    };

    public static IEnumerable<JsonElement> Items(this JsonElement element, string name) =>
        element.At(name) is { ValueKind: JsonValueKind.Array } many ? many.EnumerateArray() : [];
}
