using System.Globalization;
using System.Text.Json;

namespace Atelier.Host.Automation.Templates;

/// <summary>What lies at <c>a.0.b</c> in a piece of JSON.</summary>
internal static class JsonPath
{
    /// <param name="names">Names of objects' fields, and places in arrays, from 0.</param>
    /// <returns>Null where nothing is.</returns>
    public static JsonElement? Find(JsonElement from, IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            if (from.ValueKind == JsonValueKind.Object && from.TryGetProperty(name, out var next))
            {
                from = next;
            }
            else if (from.ValueKind == JsonValueKind.Array
                && int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
                && index < from.GetArrayLength())
            {
                from = from[index];
            }
            else
            {
                return null;
            }
        }

        return from;
    }
}
