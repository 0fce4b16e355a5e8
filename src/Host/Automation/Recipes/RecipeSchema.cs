using System.ComponentModel;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using Atelier.Generation;
using Atelier.Host.Api.Json;
using Atelier.Host.Api.Native.OpenApi;
using Atelier.Host.Automation.Recipes.Document;

namespace Atelier.Host.Automation.Recipes;

/// <summary>The JSON schema of a recipe, for editors that complete and check while one writes.</summary>
internal static class RecipeSchema
{
    private static readonly JsonSchemaExporterOptions Exporter =
        new() { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = Describe };

    public static JsonObject Document { get; } = Make();

    private static JsonObject Make()
    {
        var schema = SchemaOf(typeof(RecipeDocument));
        var generate = SchemaOf(typeof(GenerationRequest));
        generate.Remove("required");
        var variant = generate.DeepClone().AsObject();
        variant["properties"]!.AsObject().Remove("seed");
        var fields = generate["properties"]!.AsObject();
        fields["seed"] = new JsonObject { ["description"] = "daily (from the date), random, or a whole number from 0. Default: random." };
        fields["variants"] =
            new JsonObject { ["type"] = "array", ["items"] = variant, ["description"] = "Pictures of each, with the fields that differ." };
        generate["description"] = schema["properties"]!["generate"]!["description"]!.DeepClone();
        schema["properties"]!["generate"] = generate;
        schema.Insert(0, "title", "Atelier recipe");
        schema.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        return schema;
    }

    private static JsonObject SchemaOf(Type type)
    {
        var schema = ApiJson.Options.GetJsonSchemaAsNode(type, Exporter).AsObject();
        schema["type"] = "object";
        return schema;
    }

    private static JsonNode Describe(JsonSchemaExporterContext context, JsonNode node)
    {
        if (context.PropertyInfo is not { } property)
        {
            return node;
        }

        // A value of any shape is exported as true.
        var schema = node as JsonObject ?? [];
        var attributes = property.AttributeProvider?.GetCustomAttributes(typeof(DescriptionAttribute), inherit: true) ?? [];
        if ((attributes is [DescriptionAttribute described, ..] ? described.Description : DocComments.Of(property)) is { } description)
        {
            schema.Remove("description");
            schema.Insert(0, "description", description);
        }

        return schema;
    }
}
