using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Atelier.Host.Texts;

namespace Atelier.Host.Plugins.Options;

/// <summary>From JSON to a plugin's options type, checked field by field.</summary>
internal static class OptionsBinder
{
    /// <summary>Binds and checks.</summary>
    /// <param name="json">What was given; null takes the type's defaults.</param>
    /// <exception cref="PluginOptionException">A value does not fit.</exception>
    public static (DeclaredOptions Declared, T Values) Bind<T>(string? json)
        where T : class, new()
    {
        // New each time: one that is kept would keep the plugin's type, and with it the plugin, in memory.
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            RespectNullableAnnotations = true,
            AllowDuplicateProperties = false,
            MaxDepth = 16,
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
            TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        };
        var type = options.GetTypeInfo(typeof(T));
        if (type.Kind != JsonTypeInfoKind.Object)
        {
            throw new PluginException($"its options type {typeof(T).Name} must be a class with properties");
        }

        var defaults = JsonSerializer.SerializeToNode(new T(), type)!.AsObject();
        var schema = OptionsSchema.Of(type, SecretOptions.Masked(defaults, type));
        var values = json is null ? new T() : Read<T>(json, type, schema);
        Check(values, type, "");
        var effective = JsonSerializer.SerializeToNode(values, type)!.AsObject();
        return (new DeclaredOptions(schema.ToJsonString(), SecretOptions.Masked(effective, type).ToJsonString(),
            !JsonNode.DeepEquals(effective, defaults)), values);
    }

    private static T Read<T>(string json, JsonTypeInfo type, JsonObject schema)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 16, AllowDuplicateProperties = false });
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                throw new PluginOptionException("", "must be a JSON object");
            }

            var known = type.Properties.Select(property => property.Name).ToArray();
            if (document.RootElement.EnumerateObject()
                .FirstOrDefault(property => !known.Contains(property.Name)) is { Value.ValueKind: not JsonValueKind.Undefined } stranger)
            {
                throw new PluginOptionException(OneLine.Of(stranger.Name, 64), known.Length == 0
                    ? "is unknown; there are none"
                    : $"is unknown{NearestName.Hint(stranger.Name, known)}; there are {string.Join(", ", known)}");
            }

            return (T)document.RootElement.Deserialize(type)!;
        }
        catch (JsonException exception)
        {
            var field = exception.Path is { Length: > 2 } path ? path[2..] : "";
            throw new PluginOptionException(
                field, OptionsSchema.Wanted(schema, field) is { } wanted ? $"must be {wanted}" : OneLine.Of(exception.Message));
        }
    }

    // Not by Validator: it asks TypeDescriptor, whose cache never lets go of a type.
    private static void Check(object values, JsonTypeInfo type, string home)
    {
        foreach (var property in type.Properties.Where(property => property.Get is not null))
        {
            var field = home + property.Name;
            var value = property.Get!(values);
            foreach (var rule in property.AttributeProvider?.GetCustomAttributes(typeof(ValidationAttribute), inherit: true)
                .Cast<ValidationAttribute>() ?? [])
            {
                if (!rule.IsValid(value))
                {
                    throw new PluginOptionException(
                        field, Problem(rule, SecretOptions.IsSecret(property.AttributeProvider) ? "it" : value, field));
                }
            }

            if (value is not null && type.Options.GetTypeInfo(value.GetType()) is { Kind: JsonTypeInfoKind.Object } inner)
            {
                Check(value, inner, field + ".");
            }
        }
    }

    private static string Problem(ValidationAttribute rule, object? value, string field) => rule is RangeAttribute range
        ? FormattableString.Invariant($"{value} is not possible; it must be from {range.Minimum} to {range.Maximum}")
        : OneLine.Of(rule.FormatErrorMessage(field));
}
