using System.Text.Json;

namespace Atelier.Host.Api.Native.Contracts;

/// <summary>A plugin's options.</summary>
/// <param name="Schema">Their JSON schema, with descriptions, ranges and defaults.</param>
/// <param name="Values">What they are now, all of them.</param>
internal sealed record PluginOptionsView(JsonElement Schema, JsonElement Values);
