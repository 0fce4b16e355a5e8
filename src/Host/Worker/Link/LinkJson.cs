using System.Text.Json;
using System.Text.Json.Serialization;

namespace Atelier.Host.Worker.Link;

internal static class LinkJson
{
    /// <summary>How messages are written: both ends are the same program.</summary>
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        MaxDepth = 32,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };
}
