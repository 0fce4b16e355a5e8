using System.Text.Encodings.Web;
using System.Text.Json;

namespace Atelier.Host.Api.Automatic1111;

/// <summary>JSON as Python writes it: snake case, nulls written.</summary>
internal static class Automatic1111Json
{
    // Nothing here goes into HTML: answers are application/json.
    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static IResult Answer<T>(T value) => Results.Json(value, Options);

    /// <summary>The answer <c>null</c>.</summary>
    public static IResult Nothing() => Results.Text("null", "application/json");
}
