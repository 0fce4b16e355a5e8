using Atelier.Diffusion.Checkpoints;
using Atelier.Diffusion.Onnx;

namespace Atelier.Diffusion.Pipeline;

/// <summary>Opens models by name and keeps the last one loaded, as long as its files stay as they were.</summary>
/// <param name="catalog">The models folder.</param>
/// <param name="defaultModel">What a request without a model gets.</param>
/// <param name="runtime">How networks are run.</param>
/// <param name="allowPaths">Whether a request may name any file or folder of the machine: for a command line, never for a server.</param>
public sealed class ModelLoader(ModelCatalog catalog, string defaultModel, OnnxRuntimeOptions runtime, bool allowPaths = false) : IDisposable
{
    private readonly SessionFactory _sessions = new(runtime);
    private LoadedModel? _loaded;

    /// <inheritdoc/>
    public void Dispose() => _loaded?.Dispose();

    internal LoadedModel Open(string? name)
    {
        var path = allowPaths && name is not null ? catalog.Locate(name) : catalog.PathOf(name ?? defaultModel);
        if (_loaded is { IsSound: true } loaded && loaded.Checkpoint.Path == path)
        {
            return loaded;
        }

        _loaded?.Dispose();
        _loaded = null;
        var checkpoint = CheckpointReader.Open(path, catalog.Folder);
        try
        {
            TextToImage.Check(checkpoint);
            return _loaded = new LoadedModel(catalog.NameOf(checkpoint.Path) ?? checkpoint.Name, checkpoint, _sessions);
        }
        catch
        {
            checkpoint.Dispose();
            throw;
        }
    }
}
