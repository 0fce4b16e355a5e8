using System.ComponentModel;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace Atelier.Host.Plugins.Options;

/// <summary>
/// Options that are marked as passwords. What is shown of them is a mask, and who puts the mask back keeps what was. The name of a variable
/// (<c>env:NAME</c>) is no secret.
/// </summary>
internal static class SecretOptions
{
    public const string Mask = "••••••••";

    private const string Variable = "env:";

    public static bool IsSecret(ICustomAttributeProvider? property) =>
        property?.GetCustomAttributes(typeof(PasswordPropertyTextAttribute), inherit: true).OfType<PasswordPropertyTextAttribute>()
            .Any(one => one.Password) is true;

    /// <summary>Puts masks over what is secret in the values of a type.</summary>
    public static JsonObject Masked(JsonObject values, JsonTypeInfo type)
    {
        var masked = values.DeepClone().AsObject();
        Cover(masked, type);
        return masked;
    }

    /// <summary>Puts what was kept in the place of masks; a mask over nothing is left out.</summary>
    /// <param name="options">What was given, as JSON.</param>
    /// <param name="kept">What was kept, as JSON; null where nothing was.</param>
    public static string Restore(string options, string? kept)
    {
        if (Parse(options) is not { } given)
        {
            return options;
        }

        return Uncover(given, kept is null ? null : Parse(kept)) ? given.ToJsonString() : options;
    }

    private static void Cover(JsonObject values, JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            if (values[property.Name] is not { } value)
            {
                continue;
            }

            if (IsSecret(property.AttributeProvider))
            {
                values[property.Name] = IsShown(value) ? value.DeepClone() : Mask;
            }
            else if (value is JsonObject inner
                && type.Options.GetTypeInfo(property.PropertyType) is { Kind: JsonTypeInfoKind.Object } innerType)
            {
                Cover(inner, innerType);
            }
        }
    }

    private static bool IsShown(JsonNode value) =>
        value is JsonValue text && text.TryGetValue<string>(out var said)
            && (said.Length == 0 || said.StartsWith(Variable, StringComparison.Ordinal));

    private static bool Uncover(JsonObject given, JsonObject? kept)
    {
        var changed = false;
        foreach (var (name, value) in given.ToArray())
        {
            if (value is JsonObject inner)
            {
                changed |= Uncover(inner, kept?[name] as JsonObject);
            }
            else if (value is JsonValue text && text.TryGetValue<string>(out var said) && said == Mask)
            {
                if (kept?[name] is { } was)
                {
                    given[name] = was.DeepClone();
                }
                else
                {
                    given.Remove(name);
                }

                changed = true;
            }
        }

        return changed;
    }

    // What is no such object is refused where it is bound, with words for people.
    private static JsonObject? Parse(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 16, AllowDuplicateProperties = false });
            return JsonNode.Parse(document.RootElement.GetRawText()) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
