using Atelier.Diffusion.Checkpoints;
using Atelier.Diffusion.Onnx;
using Atelier.Diffusion.Pipeline;
using Atelier.Diffusion.Pipeline.Decode;
using Atelier.Diffusion.Pipeline.Inputs;
using Atelier.Diffusion.Tests.Checkpoints;
using Atelier.Generation;
using Atelier.Support;

namespace Atelier.Diffusion.Tests.Pipeline.Memory;

/// <summary>The models that ship, with all that lies beside them, in one memory mode.</summary>
internal sealed class ModelsInMode : IPartRegistry, IDisposable
{
    private readonly List<INamed> _parts =
    [
        .. new CollectedParts(new Samplers.SamplersPlugin()).All, .. new CollectedParts(new Lora.LoraPlugin()).All,
        .. new CollectedParts(new ControlNet.ControlNetPlugin()).All, .. new CollectedParts(new Upscalers.UpscalersPlugin()).All,
    ];

    public ModelsInMode(string mode, IPictureSource pictures, string folder)
    {
        var memory = MemoryMode.Of(mode);
        Models = new ModelLoader(new ModelCatalog(folder), "starter", new OnnxRuntimeOptions { Memory = mode }, TimeProvider.System);
        Pipeline = new DiffusionPipeline(
            this, Models, StarterPipeline.Options with { Pictures = pictures, Tiling = TilingOptions.Above(memory.TileAbove) },
            TimeProvider.System, () => 1);
    }

    public ModelLoader Models { get; }

    public DiffusionPipeline Pipeline { get; }

    /// <summary>Copies the models that ship, and adds an autoencoder of its own file.</summary>
    public static void Copy(TemporaryFolder folder)
    {
        var models = Path.Combine(Golden.RepositoryRoot, "models");
        foreach (var file in Directory.EnumerateFiles(models, "*", SearchOption.AllDirectories))
        {
            folder.Write(Path.GetRelativePath(models, file), File.ReadAllBytes(file));
        }

        folder.Write(
            "vae/copy.safetensors", File.ReadAllBytes(Path.Combine(models, "starter", "vae", "diffusion_pytorch_model.safetensors")));
    }

    public byte[] Pixels(GenerationRequest request) => [.. Pipeline.Generate(request).SelectMany(made => made.Picture.Pixels.ToArray())];

    public IReadOnlyList<T> All<T>()
        where T : class, INamed => [.. _parts.OfType<T>()];

    public T Find<T>(string name)
        where T : class, INamed => All<T>().Single(part => part.Name == name);

    public void Dispose() => Models.Dispose();
}
