using System.Text.Json;
using System.Text.Json.Nodes;

namespace Atelier.DiscordSimulator.Commands;

/// <summary>A command's definition as Discord tells it back, which is not quite what it was given.</summary>
internal static class CommandJson
{
    /// <param name="known">What it changes; null of a new one.</param>
    /// <param name="version">Another with each change.</param>
    public static JsonObject Of(JsonElement body, string id, string applicationId, string? guildId, string version, JsonObject? known)
    {
        var definition = known is null ? [] : (JsonObject)known.DeepClone();
        foreach (var (name, value) in Compact(body))
        {
            definition[name] = value?.DeepClone();
        }

        definition["id"] = id;
        definition["application_id"] = applicationId;
        definition["version"] = version;
        definition["type"] ??= 1;
        definition["description"] ??= "";
        definition["default_member_permissions"] = definition["default_member_permissions"]?.ToString();
        definition["nsfw"] ??= false;
        definition["integration_types"] ??= new JsonArray(0);
        if (guildId is not null)
        {
            definition["guild_id"] = guildId;
        }

        return definition;
    }

    private static JsonObject Compact(JsonElement value)
    {
        var compact = new JsonObject();
        foreach (var property in value.EnumerateObject())
        {
            if (property.Value.ValueKind == JsonValueKind.Null
                || (property.Value.ValueKind == JsonValueKind.False && property.Name != "nsfw"))
            {
                continue;
            }

            compact[property.Name] = property.Name == "options"
                ? new JsonArray([.. property.Value.EnumerateArray().Select(Compact)])
                : JsonNode.Parse(property.Value.GetRawText());
        }

        return compact;
    }
}
