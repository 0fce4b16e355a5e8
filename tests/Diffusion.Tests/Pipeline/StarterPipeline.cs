using Atelier.Diffusion.Checkpoints;
using Atelier.Diffusion.Imaging.Metadata;
using Atelier.Diffusion.Onnx;
using Atelier.Diffusion.Pipeline;
using Atelier.Diffusion.Tests.Pipeline.Inputs;
using Atelier.Generation;
using Atelier.Support;

namespace Atelier.Diffusion.Tests.Pipeline;

/// <summary>A pipeline over the model that ships. Loaded once for the tests of a class.</summary>
public sealed class StarterPipeline : IDisposable
{
    public const ulong DrawnSeed = 4711;
    private readonly ModelLoader _models = new(
        new ModelCatalog(Path.Combine(Golden.RepositoryRoot, "models")), "starter", new OnnxRuntimeOptions(), TimeProvider.System);

    public StarterPipeline() =>
        Pipeline = new DiffusionPipeline(
            new SamplerParts(), _models, Options with { Pictures = Pictures }, TimeProvider.System, () => DrawnSeed);

    /// <summary>The pictures that requests may name.</summary>
    internal SomePictures Pictures { get; } = new();

    public DiffusionPipeline Pipeline { get; }

    public static PipelineOptions Options { get; } = new()
    {
        Software = new RecipeSoftware("0.0.0", "onnxruntime", "cpu", new Dictionary<string, string>()),
    };

    /// <summary>A request that takes a moment: 64 × 64 pixels, three steps.</summary>
    public static GenerationRequest Small(string prompt = "a lighthouse in a storm") => new()
    {
        Prompt = prompt,
        Width = 64,
        Height = 64,
        Steps = 3,
        Seed = 7,
    };

    public void Dispose() => _models.Dispose();
}
