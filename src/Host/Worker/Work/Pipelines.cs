using Atelier.Diffusion.Imaging.Metadata;
using Atelier.Diffusion.Onnx;
using Atelier.Diffusion.Pipeline;
using Atelier.Diffusion.Pipeline.Decode;
using Atelier.Diffusion.Pipeline.Inputs;
using Atelier.Host.Configuration;
using Atelier.Host.Queue;

namespace Atelier.Host.Worker.Work;

/// <summary>Makes pipelines over one set of loaded models: a new one costs nothing, and has the plugins of its moment.</summary>
internal sealed class Pipelines(AtelierOptions options, RuntimeInfo runtime, ModelLoader models, IPictureSource pictures, TimeProvider time)
{
    /// <summary>A pipeline over these parts.</summary>
    /// <param name="versions">The plugins' versions by id, for recipes.</param>
    public DiffusionPipeline Create(IPartRegistry parts, IReadOnlyDictionary<string, string> versions) => new(
        parts,
        models,
        new PipelineOptions
        {
            Limits = options.Limits,
            Wildcards = options.Folders.Wildcards,
            Pictures = pictures,
            Tiling = TilingOptions.Above(options.TileAbove ?? MemoryMode.Of(options.Runtime.Memory).TileAbove),
            Software = new RecipeSoftware(RecipeSoftware.Version, RuntimeName(runtime), options.Runtime.Provider, versions),
        },
        time,
        RandomSeed.Next);

    /// <summary>The runtime as recipes say it: <c>onnxruntime 1.29.0</c>.</summary>
    public static string RuntimeName(RuntimeInfo runtime) => $"onnxruntime {runtime.Version}";
}
