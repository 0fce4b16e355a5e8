using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;

namespace Atelier.Host.Plugins.Options;

/// <summary>The JSON schema of an options type: what it says by its properties, their attributes and their defaults.</summary>
internal static class OptionsSchema
{
    private static readonly JsonSchemaExporterOptions Exporter =
        new() { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = Describe };

    public static JsonObject Of(JsonTypeInfo type, JsonObject defaults)
    {
        var schema = type.GetJsonSchemaAsNode(Exporter).AsObject();
        foreach (var (name, value) in schema["properties"]?.AsObject().ToArray() ?? [])
        {
            if (value is JsonObject property && defaults.TryGetPropertyValue(name, out var given))
            {
                property["default"] = given?.DeepClone();
            }
        }

        return schema;
    }

    /// <summary>What a field must be, in words; null where the schema does not say.</summary>
    public static string? Wanted(JsonObject schema, string field)
    {
        JsonNode? node = schema;
        foreach (var name in field.Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            node = (node as JsonObject)?["properties"] is JsonObject properties && properties.TryGetPropertyValue(name, out var next)
                ? next
                : null;
        }

        if (field.Length == 0 || node is not JsonObject found)
        {
            return null;
        }

        if (found["enum"] is JsonArray values)
        {
            return "one of " + string.Join(", ", values.Select(value => value?.ToString() ?? "null"));
        }

        var types = found["type"] is JsonArray several
            ? several.Select(type => type!.ToString())
            : found["type"] is { } one ? [one.ToString()] : [];
        var words = string.Join(" or ", types.Select(type => type switch
        {
            "integer" => "a whole number",
            "number" => "a number",
            "boolean" => "true or false",
            "string" => "text in quotes",
            "array" => "a list",
            "object" => "an object",
            _ => type,
        }));
        return words.Length == 0 ? null : words;
    }

    private static JsonNode Describe(JsonSchemaExporterContext context, JsonNode node)
    {
        if (node is not JsonObject schema || context.PropertyInfo?.AttributeProvider is not { } property)
        {
            return node;
        }

        if (Attribute<DescriptionAttribute>(property) is { } description)
        {
            schema.Insert(0, "description", description.Description);
        }

        if (Attribute<RangeAttribute>(property) is { } range)
        {
            schema["minimum"] = JsonValue.Create(Convert.ToDouble(range.Minimum, System.Globalization.CultureInfo.InvariantCulture));
            schema["maximum"] = JsonValue.Create(Convert.ToDouble(range.Maximum, System.Globalization.CultureInfo.InvariantCulture));
        }

        if (Attribute<StringLengthAttribute>(property) is { } length)
        {
            schema["minLength"] = length.MinimumLength;
            schema["maxLength"] = length.MaximumLength;
        }

        if (Attribute<RegularExpressionAttribute>(property) is { } pattern)
        {
            schema["pattern"] = $"^(?:{pattern.Pattern})$";
        }

        if (SecretOptions.IsSecret(property))
        {
            schema["format"] = "password";
            schema["writeOnly"] = true;
        }

        return schema;
    }

    private static T? Attribute<T>(ICustomAttributeProvider property)
        where T : Attribute => property.GetCustomAttributes(typeof(T), inherit: true).OfType<T>().FirstOrDefault();
}
