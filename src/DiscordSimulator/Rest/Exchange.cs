using System.Text.Json;

namespace Atelier.DiscordSimulator.Rest;

/// <summary>A call and its answer, as they went over the wire.</summary>
/// <param name="Path">What follows <c>/api/v10</c>.</param>
/// <param name="Query">With its question mark, or empty.</param>
/// <param name="Route">The method and template; null where there is none.</param>
/// <param name="ContentType">Of the call's body, without parameters; empty without one.</param>
/// <param name="Body">JSON of the call; of parts, their <c>payload_json</c>.</param>
/// <param name="Answer">JSON of the answer.</param>
internal sealed record Exchange(
    string Method, string Path, string Query, string? Route, string ContentType, JsonElement? Body, IReadOnlyList<string> Files, int Status,
    JsonElement? Answer, DateTimeOffset At);
