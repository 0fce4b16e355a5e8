using System.Text.Json;
using Atelier.Host.Worker;

namespace Atelier.Host.Api.Native.Contracts;

/// <summary>A plugin as it is shown.</summary>
/// <param name="State"><c>active</c>, <c>draining</c>, <c>failed</c> or <c>leaked</c>.</param>
/// <param name="Reason">Why it failed or leaked, or why its newer files were not taken.</param>
/// <param name="Parts">Names of what it brings, by kind: <c>sampler</c>, <c>schedule</c>, <c>noise</c>, <c>guidance</c>.</param>
/// <param name="OptionsSchema">The JSON schema of its options; absent where it has none.</param>
/// <param name="Options">Their values; a mask stands in the place of secrets.</param>
/// <param name="FrontEnds">How its front ends stand; absent where it has none.</param>
internal sealed record PluginView(
    string Id, string? Version, string State, string? Reason, string? Description, string? Author,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Parts, JsonElement? OptionsSchema, JsonElement? Options,
    IReadOnlyList<FrontEndInfo>? FrontEnds)
{
    public static PluginView Of(PluginInfo plugin) => new(
        plugin.Id, plugin.Version, plugin.State, plugin.Reason, plugin.Description, plugin.Author, plugin.Parts, Json(plugin.OptionsSchema),
        Json(plugin.Options),
        plugin.FrontEnds);

    private static JsonElement? Json(string? text) => text is null ? null : JsonElement.Parse(text);
}
