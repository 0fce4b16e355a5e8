using System.Text.Json;

namespace Atelier.DiscordSimulator.Messages;

/// <summary>A button, or a select.</summary>
/// <param name="Type">2 a button, 3 a select.</param>
/// <param name="Label">What stands on it; of one with an emoji alone, the emoji.</param>
internal sealed record MessageButton(
    int Type, string? CustomId, string Label, string? Emoji, int Style, string? Url, bool IsDisabled, IReadOnlyList<string> Values)
{
    public static IEnumerable<MessageButton> AllOf(JsonElement row) =>
        row.TryGetProperty("components", out var components) && components.ValueKind == JsonValueKind.Array
            ? components.EnumerateArray().Select(Read)
            : [];

    private static MessageButton Read(JsonElement component)
    {
        var emoji = component.TryGetProperty("emoji", out var given) && given.ValueKind == JsonValueKind.Object
            ? Text(given, "name")
            : null;
        var options = component.TryGetProperty("options", out var all) && all.ValueKind == JsonValueKind.Array
            ? all.EnumerateArray().ToArray()
            : [];
        return new MessageButton(
            component.GetProperty("type").GetInt32(),
            Text(component, "custom_id"),
            Text(component, "label") ?? emoji ?? "",
            emoji,
            component.TryGetProperty("style", out var style) ? style.GetInt32() : 0,
            Text(component, "url"),
            component.TryGetProperty("disabled", out var disabled) && disabled.ValueKind == JsonValueKind.True,
            [.. options.Select(option => Text(option, "value") ?? "")]);
    }

    private static string? Text(JsonElement value, string name) =>
        value.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;
}
