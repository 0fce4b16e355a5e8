using Atelier.Host.Plugins;

namespace Atelier.Host.Worker;

/// <summary>What a worker can do, as it last said: the server itself never loads a plugin's samplers or the native runtime.</summary>
/// <param name="Plugins">Every plugin folder, active or not.</param>
/// <param name="Samplers">All samplers, by name. So with the others.</param>
/// <param name="Runtime">What networks run on.</param>
internal sealed record Inventory(
    IReadOnlyList<PluginInfo> Plugins,
    IReadOnlyList<PartInfo> Samplers,
    IReadOnlyList<PartInfo> Schedules,
    IReadOnlyList<PartInfo> Noises,
    IReadOnlyList<PartInfo> Guidances,
    IReadOnlyList<PartInfo> Preprocessors,
    IReadOnlyList<UpscalerInfo> Upscalers,
    EngineInfo Runtime);

/// <summary>Something that requests find by name.</summary>
/// <param name="Label">What people read.</param>
/// <param name="Plugin">The id of the plugin that brings it.</param>
/// <param name="Options">The numbers it can be tuned with.</param>
internal sealed record PartInfo(
    string Name, string Label, IReadOnlyList<string> Aliases, string Description, string Plugin, IReadOnlyList<PartOption> Options)
        : INamed;

/// <summary>An upscaler of a plugin.</summary>
/// <param name="IsLatent">Whether it works on latents.</param>
/// <param name="TakesFiles">Whether requests name the files it enlarges with, and not itself.</param>
internal sealed record UpscalerInfo(PartInfo Part, bool IsLatent, bool TakesFiles);

/// <summary>A plugin as the API, the page and the command show it.</summary>
/// <param name="Id">Its id, or its folder's name where it has none.</param>
/// <param name="Version">Null where its manifest could not be read.</param>
/// <param name="State"><c>active</c>, <c>draining</c>, <c>failed</c> or <c>leaked</c>.</param>
/// <param name="Reason">Why it failed or leaked; beside an active one, why its newer files were not taken; otherwise null.</param>
/// <param name="Parts">Names of what it brings, by kind: <c>sampler</c>, <c>schedule</c>, …</param>
/// <param name="OptionsSchema">The JSON schema of its options; null where it has none.</param>
/// <param name="Options">The values of its options, a JSON object with all of them, a mask in the place of secrets; null where it has
/// none.</param>
/// <param name="FrontEnds">Its front ends, where it runs in the server; null of one that runs in the worker.</param>
internal sealed record PluginInfo(
    string Id, string? Version, string State, string? Reason, string? Description, string? Author,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Parts, string? OptionsSchema = null, string? Options = null,
    IReadOnlyList<FrontEndInfo>? FrontEnds = null)
{
    public static PluginInfo Of(PluginStatus plugin) => new(
        plugin.Id,
        plugin.Manifest?.Version.ToString(),
        plugin.State.ToString().ToLowerInvariant(),
        plugin.Reason,
        plugin.Manifest?.Description,
        plugin.Manifest?.Author,
        PartKinds.All.ToDictionary(
            kind => kind,
            kind => (IReadOnlyList<string>)[.. (plugin.Parts?.Names ?? []).Where(part => part.Kind == kind).Select(part => part.Name)]),
        plugin.State == PluginState.Active ? plugin.Parts?.Options?.Schema : null,
        plugin.State == PluginState.Active ? plugin.Parts?.Options?.Values : null);
}

/// <summary>A front end as it stands.</summary>
/// <param name="Label">What people read.</param>
/// <param name="State"><c>starting</c>, <c>running</c>, <c>restarting</c>, <c>failed</c> or <c>stopped</c>.</param>
/// <param name="Detail">What it says of itself while it runs; why it failed or is started again; otherwise null.</param>
internal sealed record FrontEndInfo(string Name, string Label, string State, string? Detail);

/// <param name="Runtime">As a recipe says it: <c>onnxruntime 1.29.0</c>.</param>
/// <param name="Provider"><c>cpu</c> or <c>cuda</c>.</param>
/// <param name="Providers">All that this build has.</param>
/// <param name="Memory">What is given up so that generations need less memory: a name of <c>MemoryMode</c>.</param>
internal sealed record EngineInfo(string Runtime, string Provider, IReadOnlyList<string> Providers, string Memory);
