using Atelier.Diffusion.Checkpoints;
using Atelier.Diffusion.Imaging;
using Atelier.Diffusion.Onnx;
using Atelier.Diffusion.Pipeline;
using Atelier.Diffusion.Pipeline.Inputs;
using Atelier.Diffusion.Tests.Checkpoints;
using Atelier.Diffusion.Tests.Imaging;
using Atelier.Generation;
using Atelier.Samplers;
using Atelier.Support;

namespace Atelier.Diffusion.Tests.Pipeline.Control;

/// <summary>A pipeline over the model that ships, with a ControlNet beside it. Loaded once for the tests of a class.</summary>
public sealed class ControlledPipeline : IPictureSource, IPartRegistry, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly CollectedParts _samplers = new(new SamplersPlugin());
    private readonly CollectedParts _control = new(new ControlNet.ControlNetPlugin());

    public ControlledPipeline()
    {
        Copy(Path.Combine(Golden.RepositoryRoot, "models", "starter"));
        StarterControlNet.Write(_folder, "controlnet/random");
        _folder.Write("controlnet/damaged.safetensors", [1, 2, 3]);
        Models = new ModelLoader(new ModelCatalog(_folder.Path), "starter", new OnnxRuntimeOptions(), TimeProvider.System);
        Pipeline = new DiffusionPipeline(this, Models, StarterPipeline.Options with { Pictures = this }, TimeProvider.System, () => 1);
    }

    public ModelLoader Models { get; }

    public DiffusionPipeline Pipeline { get; }

    public static ControlUnit Unit { get; } = new() { Model = "random", Picture = "some" };

    public static GenerationRequest Request(params ControlUnit[] units) => StarterPipeline.Small() with { Controls = units };

    public ReadOnlyMemory<byte> Read(string reference, string field) => reference == "some"
        ? PictureCodec.Encode(SomePicture.Of(40, 30), new PngEncoding())
        : throw new RequestException(field, $"there is no {reference}");

    public IReadOnlyList<T> All<T>()
        where T : class, INamed => [.. _samplers.All.Concat(_control.All).OfType<T>()];

    public T Find<T>(string name)
        where T : class, INamed => All<T>().Single(part => part.Name == name);

    // A link that leads outside the models folder is not followed.
    private void Copy(string starter)
    {
        foreach (var file in Directory.EnumerateFiles(starter, "*", SearchOption.AllDirectories))
        {
            var target = _folder.PathOf("starter", Path.GetRelativePath(starter, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    public void Dispose()
    {
        Models.Dispose();
        _folder.Dispose();
    }
}
