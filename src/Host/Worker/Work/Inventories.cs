using Atelier.Diffusion.Onnx;
using Atelier.Guidance;
using Atelier.Host.Plugins;
using Atelier.Noise;
using Atelier.Preprocessing;
using Atelier.Sampling;
using Atelier.Upscaling;

namespace Atelier.Host.Worker.Work;

/// <summary>What a worker tells of its plugins and its runtime.</summary>
internal static class Inventories
{
    public static Inventory Of(IReadOnlyList<PluginStatus> plugins, RuntimeInfo runtime, string provider) => new(
        [.. plugins.Select(Describe)],
        Parts<ISampler>(plugins, sampler => sampler.Options),
        Parts<ISigmaSchedule>(plugins, _ => []),
        Parts<INoise>(plugins, _ => []),
        Parts<IGuidance>(plugins, guidance => guidance.Options),
        Parts<IPreprocessor>(plugins, preprocessor => preprocessor.Options),
        [.. Parts<IUpscaler>(plugins, _ => []), .. Parts<ILatentUpscaler>(plugins, _ => [])],
        new EngineInfo(Pipelines.RuntimeName(runtime), provider, runtime.Providers));

    private static PluginInfo Describe(PluginStatus plugin) => new(
        plugin.Id,
        plugin.Manifest?.Version.ToString(),
        plugin.State.ToString().ToLowerInvariant(),
        plugin.Reason,
        plugin.Manifest?.Description,
        plugin.Manifest?.Author,
        PartKinds.All.ToDictionary(
            kind => kind, kind => (IReadOnlyList<string>)[.. (plugin.Parts?.Names ?? []).Where(part => part.Kind == kind).Select(part => part.Name)]),
        plugin.State == PluginState.Active ? plugin.Parts?.Options?.Schema : null,
        plugin.State == PluginState.Active ? plugin.Parts?.Options?.Values : null);

    private static IReadOnlyList<PartInfo> Parts<T>(
        IReadOnlyList<PluginStatus> plugins, Func<T, IReadOnlyList<PartOption>> options)
        where T : class, INamed =>
    [
        .. plugins.Where(plugin => plugin.State == PluginState.Active)
            .SelectMany(plugin => plugin.Parts!.Of<T>(), (plugin, part) => new PartInfo(
                part.Name, part.Value.Label, part.Aliases, part.Value.Description, plugin.Id, options(part.Value)))
            .OrderBy(part => part.Name, StringComparer.Ordinal),
    ];
}
