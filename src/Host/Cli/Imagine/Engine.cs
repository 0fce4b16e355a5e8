using Atelier.Diffusion.Checkpoints;
using Atelier.Diffusion.Imaging;
using Atelier.Diffusion.Onnx;
using Atelier.Diffusion.Pipeline;
using Atelier.Diffusion.Pipeline.Inputs;
using Atelier.Generation;
using Atelier.Host.Plugins;
using Atelier.Host.Worker.Work;
using Atelier.Imaging;

namespace Atelier.Host.Cli.Imagine;

/// <summary>The engine in this process.</summary>
internal sealed class Engine : IEngine
{
    public IImageGenerator Open(CommandContext context, IPictureSource pictures)
    {
        var options = context.Options;

        // First, because it loads the native library, which takes as long as the plugins that load meanwhile.
        var runtime = RuntimeInfo.Probe();
        var models =
            new ModelLoader(
                new ModelCatalog(options.Folders.Models), options.DefaultModel, options.Runtime, context.Time, allowPaths: true);
        var versions = context.Plugins.Plugins.Where(plugin => plugin.State == PluginState.Active)
            .ToDictionary(plugin => plugin.Id, plugin => plugin.Manifest!.Version.ToString());
        var pipeline = new Pipelines(options, runtime, models, pictures, context.Time).Create(context.Plugins.Registry, versions);
        return new Generator(models, pipeline);
    }

    public GenerationRequest RequestOf(string picture)
    {
        try
        {
            var metadata = PictureMetadata.ReadFile(picture);
            return metadata.Recipe?.ToRequest() ?? metadata.Infotext?.ToRequest()
                ?? throw new InputException(
                    $"--from: {picture} does not say how it was made: it carries neither Atelier's recipe nor AUTOMATIC1111's parameters");
        }
        catch (PictureException exception)
        {
            throw new InputException($"--from: {exception.Message}", exception);
        }
    }

    private sealed class Generator(ModelLoader models, DiffusionPipeline pipeline) : IImageGenerator
    {
        public IEnumerable<IMadePicture> Generate(GenerationRequest request, IGenerationObserver observer, CancellationToken cancellation) =>
            pipeline.Generate(request, observer, cancellation).Select(picture => new MadePicture(picture));

        public void Dispose() => models.Dispose();
    }
}
