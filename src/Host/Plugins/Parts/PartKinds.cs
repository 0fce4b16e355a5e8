using System.Collections.Frozen;
using Atelier.Adapters;
using Atelier.Conditioning;
using Atelier.Curating;
using Atelier.FrontEnds;
using Atelier.Guidance;
using Atelier.Noise;
using Atelier.Preprocessing;
using Atelier.Sampling;
using Atelier.Upscaling;

namespace Atelier.Host.Plugins;

/// <summary>The kinds of parts that plugins bring, by what requests and lists call them.</summary>
internal static class PartKinds
{
    private static readonly FrozenDictionary<Type, string> Names = new Dictionary<Type, string>
    {
        [typeof(ISampler)] = "sampler",
        [typeof(ISigmaSchedule)] = "schedule",
        [typeof(INoise)] = "noise",
        [typeof(IGuidance)] = "guidance",
        [typeof(IConditioner)] = "conditioner",
        [typeof(IAdapterFormat)] = "adapter",
        [typeof(IPreprocessor)] = "preprocessor",
        [typeof(IUpscaler)] = "upscaler",
        [typeof(ILatentUpscaler)] = "upscaler",
        [typeof(IPictureScorer)] = "scorer",
        [typeof(IPictureRule)] = "rule",
        [typeof(IFrontEnd)] = "front end",
    }.ToFrozenDictionary();

    /// <summary>All kinds, each once.</summary>
    public static IReadOnlyList<string> All { get; } =
        ["sampler", "schedule", "noise", "guidance", "conditioner", "adapter", "preprocessor", "upscaler", "scorer", "rule", "front end"];

    /// <summary>The kind of a contract.</summary>
    public static string NameOf<T>()
        where T : class, INamed => Names[typeof(T)];
}
