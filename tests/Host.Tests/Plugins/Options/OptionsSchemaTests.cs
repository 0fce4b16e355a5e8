using System.Text.Json.Nodes;

namespace Atelier.Host.Tests.Plugins.Options;

public sealed class OptionsSchemaTests : IDisposable
{
    private readonly PluginFolders _folders = new();

    public void Dispose() => _folders.Dispose();

    [Fact]
    public void A_secret_is_a_password_that_is_only_written()
    {
        _folders.Add("Echo");

        var schema = JsonNode.Parse(Assert.Single(_folders.Start().Plugins).Parts!.Options!.Schema);

        Assert.True(JsonNode.DeepEquals(schema!["properties"]!["secret"], JsonNode.Parse("""
            { "description": "What nobody is to see.", "type": "string", "format": "password", "writeOnly": true, "default": "" }
            """)), schema.ToJsonString());
    }

    [Fact]
    public void A_schema_says_types_descriptions_ranges_and_defaults()
    {
        _folders.Add("Tunable");

        var schema = JsonNode.Parse(Assert.Single(_folders.Start().Plugins).Parts!.Options!.Schema);

        Assert.True(JsonNode.DeepEquals(schema, JsonNode.Parse("""
            {
              "type": "object",
              "additionalProperties": false,
              "properties": {
                "strength": { "description": "How strong it is", "type": "number", "minimum": 0, "maximum": 2, "default": 0.5 },
                "levels": { "description": "How many levels", "type": "integer", "minimum": 1, "maximum": 20, "default": 3 },
                "careful": { "type": "boolean", "default": true },
                "mood": { "enum": ["calm", "wild"], "default": "calm" },
                "name": { "type": "string", "minLength": 0, "maxLength": 10, "default": "none" },
                "corner": {
                  "type": "object",
                  "properties": { "x": { "type": "integer", "minimum": 0, "maximum": 9 } },
                  "additionalProperties": false,
                  "default": { "x": 0 }
                }
              }
            }
            """)), schema!.ToJsonString());
    }
}
