using System.Text.Json;

namespace Atelier.DiscordSimulator.Messages;

/// <summary>The texts that people read in an embed.</summary>
internal static class EmbedText
{
    public static IEnumerable<string> Of(JsonElement embed) =>
    [
        .. One(embed, "title"),
        .. One(embed, "description"),
        .. Inner(embed, "author").SelectMany(author => One(author, "name")),
        .. embed.TryGetProperty("fields", out var fields) && fields.ValueKind == JsonValueKind.Array
            ? fields.EnumerateArray().SelectMany(field => One(field, "name").Concat(One(field, "value")))
            : [],
        .. Inner(embed, "footer").SelectMany(footer => One(footer, "text")),
    ];

    private static IEnumerable<JsonElement> Inner(JsonElement value, string name) =>
        value.TryGetProperty(name, out var inner) && inner.ValueKind == JsonValueKind.Object ? [inner] : [];

    private static IEnumerable<string> One(JsonElement value, string name) =>
        value.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? [text.GetString()!] : [];
}
