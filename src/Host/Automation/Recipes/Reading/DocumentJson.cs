using System.Text.Json;
using System.Text.Json.Nodes;

namespace Atelier.Host.Automation.Recipes.Reading;

/// <summary>A document as the JSON that it means.</summary>
internal static class DocumentJson
{
    public static JsonElement Of(DocumentNode node) => JsonSerializer.SerializeToElement(NodeOf(node));

    private static JsonNode? NodeOf(DocumentNode node) => node switch
    {
        MapNode map => new JsonObject(map.Entries.Select(entry => KeyValuePair.Create(entry.Name, NodeOf(entry.Value)))),
        ListNode list => new JsonArray([.. list.Items.Select(NodeOf)]),
        ScalarNode { Kind: ScalarKind.Nothing } => null,
        ScalarNode { Kind: ScalarKind.Text, Text: var text } => JsonValue.Create(text),
        ScalarNode scalar => JsonNode.Parse(scalar.Text),
        _ => throw new InvalidOperationException(),
    };
}
