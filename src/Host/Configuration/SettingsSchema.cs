using System.Text.Json.Nodes;

namespace Atelier.Host.Configuration;

/// <summary>The JSON schema of <c>atelier.json</c>, by which editors complete and check it.</summary>
internal static class SettingsSchema
{
    public static JsonObject Create()
    {
        var root = Section("Atelier's configuration");
        root.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        root["properties"]!["$schema"] = new JsonObject { ["type"] = "string" };
        foreach (var setting in Setting.All)
        {
            var section = root;
            var names = setting.Key.Split('.');
            foreach (var name in names.SkipLast(1))
            {
                var properties = section["properties"]!.AsObject();
                section = (properties[name] ??= Section(null)).AsObject();
            }

            var value = setting.Schema();
            value.Insert(0, "description", setting.Description);
            section["properties"]![names[^1]] = value;
        }

        return root;
    }

    private static JsonObject Section(string? title)
    {
        var section = new JsonObject { ["type"] = "object", ["additionalProperties"] = false, ["properties"] = new JsonObject() };
        if (title is not null)
        {
            section.Insert(0, "title", title);
        }

        return section;
    }
}
