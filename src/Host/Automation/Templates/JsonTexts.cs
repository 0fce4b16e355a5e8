using System.Text.Json;
using System.Text.Json.Nodes;

namespace Atelier.Host.Automation.Templates;

/// <summary>The texts in a piece of JSON.</summary>
internal static class JsonTexts
{
    /// <summary>All of them, in order.</summary>
    public static IEnumerable<string> Of(JsonNode? node) => node switch
    {
        JsonObject item => item.SelectMany(one => Of(one.Value)),
        JsonArray array => array.SelectMany(Of),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => [value.GetValue<string>()],
        _ => [],
    };

    /// <summary>The same with each of them replaced.</summary>
    public static JsonNode? Replace(JsonNode? node, Func<string, JsonNode?> replace) => node switch
    {
        JsonObject item => new JsonObject(item.Select(one => KeyValuePair.Create(one.Key, Replace(one.Value, replace)))),
        JsonArray array => new JsonArray([.. array.Select(one => Replace(one, replace))]),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => replace(value.GetValue<string>()),
        _ => node?.DeepClone(),
    };
}
