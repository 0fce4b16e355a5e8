using Atelier.Diffusion.Onnx;
using Atelier.Guidance;
using Atelier.Host.Plugins;
using Atelier.Networks;
using Atelier.Noise;
using Atelier.Preprocessing;
using Atelier.Sampling;
using Atelier.Upscaling;

namespace Atelier.Host.Worker.Work;

/// <summary>What a worker tells of its plugins and its runtime.</summary>
internal static class Inventories
{
    /// <param name="files">The files beside the models: a part that works with such files only is found by their names, not by its
    /// own.</param>
    public static Inventory Of(IReadOnlyList<PluginStatus> plugins, IModelFiles files, RuntimeInfo runtime, OnnxRuntimeOptions asked) => new(
        [.. plugins.Select(PluginInfo.Of)],
        Parts<ISampler>(plugins, sampler => sampler.Options),
        Parts<ISigmaSchedule>(plugins, _ => []),
        Parts<INoise>(plugins, _ => []),
        Parts<IGuidance>(plugins, guidance => guidance.Options),
        Parts<IPreprocessor>(plugins, preprocessor => preprocessor.Options, preprocessor => preprocessor.Models(files) is null),
        Upscalers(plugins, files),
        new EngineInfo(Pipelines.RuntimeName(runtime), asked.Provider, runtime.Providers, asked.Memory));

    private static IReadOnlyList<UpscalerInfo> Upscalers(IReadOnlyList<PluginStatus> plugins, IModelFiles files)
    {
        var takeFiles = plugins.Where(plugin => plugin.State == PluginState.Active).SelectMany(plugin => plugin.Parts!.Of<IUpscaler>())
            .Where(part => part.Value.Models(files) is not null).Select(part => part.Name).ToHashSet();
        return
        [
            .. Parts<IUpscaler>(plugins, _ => []).Select(part => new UpscalerInfo(part, IsLatent: false, takeFiles.Contains(part.Name))),
            .. Parts<ILatentUpscaler>(plugins, _ => []).Select(part => new UpscalerInfo(part, IsLatent: true, TakesFiles: false)),
        ];
    }

    private static IReadOnlyList<PartInfo> Parts<T>(
        IReadOnlyList<PluginStatus> plugins, Func<T, IReadOnlyList<PartOption>> options, Func<T, bool>? isNamed = null)
        where T : class, INamed =>
    [
        .. plugins.Where(plugin => plugin.State == PluginState.Active)
            .SelectMany(plugin => plugin.Parts!.Of<T>().Where(part => isNamed?.Invoke(part.Value) ?? true), (plugin, part) => new PartInfo(
                part.Name, part.Value.Label, part.Aliases, part.Value.Description, plugin.Id, options(part.Value)))
            .OrderBy(part => part.Name, StringComparer.Ordinal),
    ];
}
