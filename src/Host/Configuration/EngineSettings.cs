using System.Net;
using Atelier.Diffusion.Onnx;
using Atelier.Diffusion.Pipeline;
using Atelier.Host.Net;

namespace Atelier.Host.Configuration;

/// <summary>What every command goes by: folders, the default model, what networks run on, limits.</summary>
internal static class EngineSettings
{
    private static readonly SettingsOf<AtelierOptions> Root = new("", options => options, (_, options) => options);

    private static readonly SettingsOf<AtelierFolders> Folders =
        new("folders.", options => options.Folders, (options, folders) => options with { Folders = folders });

    private static readonly SettingsOf<OnnxRuntimeOptions> Runtime =
        new("runtime.", options => options.Runtime, (options, runtime) => options with { Runtime = runtime });

    private static readonly SettingsOf<GenerationLimits> Limits =
        new("limits.", options => options.Limits, (options, limits) => options with { Limits = limits });

    private static readonly SettingsOf<NetworkOptions> Network =
        new("network.", options => options.Network, (options, network) => options with { Network = network });

    public static IReadOnlyList<Setting> All { get; } =
    [
        Folders.Folder("models", "Where models lie", folders => folders.Models, (folders, path) => folders with { Models = path }),
        Folders.Folder(
            "plugins", "Plugins besides those beside the program", folders => folders.Plugins.ElementAtOrDefault(1) ?? Setting.None,
            (folders, path) => folders with { Plugins = [folders.Plugins[0], path] }),
        Folders.Folder("wildcards", "Wildcard files", folders => folders.Wildcards, (folders, path) => folders with { Wildcards = path }),
        Folders.Folder(
            "output", "Where atelier imagine puts pictures", folders => folders.Output, (folders, path) => folders with { Output = path }),
        Root.Text("defaultModel", "The model of a request that names none", "a model's name",
            options => options.DefaultModel, (options, name) => options with { DefaultModel = name }),
        Runtime.Choice(
            "provider", "What networks run on", ["cpu", "cuda"], runtime => runtime.Provider,
            (runtime, name) => runtime with { Provider = name }),
        Runtime.Number(
            "device", "The number of the GPU", 0, 255, runtime => runtime.Device, (runtime, value) => runtime with { Device = (int)value }),
        Runtime.Number("threads", "Threads that share one operator's work; without it, the physical cores", 1, 1024,
            runtime => runtime.Threads, (runtime, value) => runtime with { Threads = (int)value }),
        Runtime.Choice("memory", "What is given up so that generations need less memory", [.. MemoryMode.All.Select(mode => mode.Name)],
            runtime => runtime.Memory, (runtime, name) => runtime with { Memory = name }),
        Root.NumberOrNone(
            "runtime.tileAbove",
            "Pixels a side above which pictures are decoded and encoded in tiles; without it, as the memory mode has it", 256, 16384,
            options => options.TileAbove, (options, value) => options with { TileAbove = (int?)value }),
        Limits.Number(
            "width", "The widest picture, in pixels", 8, 16384, limits => limits.Width,
            (limits, value) => limits with { Width = (int)value }),
        Limits.Number(
            "height", "The highest picture, in pixels", 8, 16384, limits => limits.Height,
            (limits, value) => limits with { Height = (int)value }),
        Limits.Number("steps", "The most steps", 1, 10_000, limits => limits.Steps, (limits, value) => limits with { Steps = (int)value }),
        Limits.Number(
            "batchSize", "The most pictures made together", 1, 1024, limits => limits.BatchSize,
            (limits, value) => limits with { BatchSize = (int)value }),
        Limits.Number(
            "count", "The most batches of one request", 1, 1_000_000, limits => limits.Count,
            (limits, value) => limits with { Count = (int)value }),
        Limits.Number("promptLength", "The longest prompt, in UTF-16 units", 1, 1_000_000,
            limits => limits.PromptLength, (limits, value) => limits with { PromptLength = (int)value }),
        Limits.Number(
            "gridCells", "The most pictures of an X/Y/Z grid", 1, 10_000, limits => limits.GridCells,
            (limits, value) => limits with { GridCells = (int)value }),
        Limits.Number("pixelSteps", "The most width × height × steps × pictures of one request", 64, long.MaxValue,
            limits => limits.PixelSteps, (limits, value) => limits with { PixelSteps = value }),
        Network.Several("allow", "Networks that may be called though they are not public", text => IPNetwork.TryParse(text, out _),
            "networks as 192.168.1.0/24 or 127.0.0.1/32, separated by semicolons",
            network => [.. network.Allow.Select(allowed => allowed.ToString())],
            (network, texts) => network with { Allow = [.. texts.Select(IPNetwork.Parse)] }),
    ];
}
