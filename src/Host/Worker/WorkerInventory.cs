using Atelier.Host.Plugins;
using Atelier.Sampling;

namespace Atelier.Host.Worker;

/// <summary>What a worker tells of itself.</summary>
internal static class WorkerInventory
{
    /// <param name="plugins">All plugins, in whatever state.</param>
    /// <param name="runtime">What networks run on.</param>
    public static Inventory From(IReadOnlyList<PluginStatus> plugins, EngineInfo runtime) => new(
        [.. plugins.Select(Plugin)],
        Parts(plugins, parts => parts.Samplers),
        Parts(plugins, parts => parts.Schedules),
        Parts(plugins, parts => parts.Noises),
        Parts(plugins, parts => parts.Guidances),
        runtime);

    private static PluginInfo Plugin(PluginStatus plugin) => new(
        plugin.Id,
        plugin.Manifest?.Version.ToString(),
        plugin.State.ToString().ToLowerInvariant(),
        plugin.Reason,
        plugin.Manifest?.Description,
        plugin.Manifest?.Author,
        plugin.Parts is { } parts ? Names(parts) : new Dictionary<string, IReadOnlyList<string>>(),
        plugin.State == PluginState.Active ? plugin.Parts?.Options?.Schema : null,
        plugin.State == PluginState.Active ? plugin.Parts?.Options?.Values : null);

    private static Dictionary<string, IReadOnlyList<string>> Names(PluginParts parts)
    {
        (string Kind, IReadOnlyList<string> Names)[] all =
        [
            ("sampler", [.. parts.Samplers.Select(part => part.Name)]),
            ("schedule", [.. parts.Schedules.Select(part => part.Name)]),
            ("noise", [.. parts.Noises.Select(part => part.Name)]),
            ("guidance", [.. parts.Guidances.Select(part => part.Name)]),
        ];
        return all.Where(kind => kind.Names.Count > 0).ToDictionary(kind => kind.Kind, kind => kind.Names);
    }

    private static PartInfo[] Parts<T>(IReadOnlyList<PluginStatus> plugins, Func<PluginParts, List<Part<T>>> kind)
        where T : class, INamed =>
    [
        .. plugins
            .Where(plugin => plugin.State == PluginState.Active)
            .SelectMany(plugin => kind(plugin.Parts!), (plugin, part) => Part(part.Value, plugin.Id))
            .OrderBy(part => part.Name, StringComparer.Ordinal),
    ];

    private static PartInfo Part(INamed part, string plugin) =>
        new(part.Name, part.Label, part.Aliases, part.Description, plugin, part is ISampler sampler ? sampler.Options : []);
}
