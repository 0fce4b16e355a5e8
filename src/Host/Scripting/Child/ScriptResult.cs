using System.Text.Json;
using System.Text.Json.Serialization;

namespace Atelier.Host.Scripting.Child;

/// <summary>What a script returned, as JSON.</summary>
internal static class ScriptResult
{
    public const int Longest = 64_000;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        MaxDepth = 32,
        ReferenceHandler = ReferenceHandler.IgnoreCycles,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    /// <summary>Null where it returned nothing, or more than is kept.</summary>
    public static string? Of(object? value)
    {
        if (value is null)
        {
            return null;
        }

        string json;
        try
        {
            json = JsonSerializer.Serialize(value, value.GetType(), new JsonSerializerOptions(Json));
        }
        catch (Exception exception) when (exception is NotSupportedException or JsonException or InvalidOperationException)
        {
            json = JsonSerializer.Serialize(value.ToString());
        }

        return json.Length <= Longest ? json : null;
    }
}
