using Atelier.Diffusion.Onnx;
using Atelier.Host.Plugins;
using Atelier.Sampling;

namespace Atelier.Host.Worker.Work;

/// <summary>What a worker tells of its plugins and its runtime.</summary>
internal static class Inventories
{
    public static Inventory Of(IReadOnlyList<PluginStatus> plugins, RuntimeInfo runtime, string provider) => new(
        [.. plugins.Select(Describe)],
        Parts(plugins, parts => parts.Samplers, sampler => sampler.Options),
        Parts(plugins, parts => parts.Schedules, _ => []),
        Parts(plugins, parts => parts.Noises, _ => []),
        Parts(plugins, parts => parts.Guidances, _ => []),
        new EngineInfo(Pipelines.RuntimeName(runtime), provider, runtime.Providers));

    private static PluginInfo Describe(PluginStatus plugin) => new(
        plugin.Id,
        plugin.Manifest?.Version.ToString(),
        plugin.State.ToString().ToLowerInvariant(),
        plugin.Reason,
        plugin.Manifest?.Description,
        plugin.Manifest?.Author,
        new Dictionary<string, IReadOnlyList<string>>
        {
            ["sampler"] = Names(plugin.Parts?.Samplers),
            ["schedule"] = Names(plugin.Parts?.Schedules),
            ["noise"] = Names(plugin.Parts?.Noises),
            ["guidance"] = Names(plugin.Parts?.Guidances),
        },
        plugin.State == PluginState.Active ? plugin.Parts?.Options?.Schema : null,
        plugin.State == PluginState.Active ? plugin.Parts?.Options?.Values : null);

    private static IReadOnlyList<string> Names<T>(List<Part<T>>? parts)
        where T : class, INamed => [.. (parts ?? []).Select(part => part.Name)];

    private static IReadOnlyList<PartInfo> Parts<T>(
        IReadOnlyList<PluginStatus> plugins, Func<PluginParts, List<Part<T>>> parts, Func<T, IReadOnlyList<SamplerOption>> options)
        where T : class, INamed =>
    [
        .. plugins.Where(plugin => plugin.State == PluginState.Active)
            .SelectMany(plugin => parts(plugin.Parts!), (plugin, part) => new PartInfo(
                part.Name, part.Value.Label, part.Aliases, part.Value.Description, plugin.Id, options(part.Value)))
            .OrderBy(part => part.Name, StringComparer.Ordinal),
    ];
}
