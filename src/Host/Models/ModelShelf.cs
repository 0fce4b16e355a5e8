using Atelier.Diffusion.Checkpoints;
using Atelier.Diffusion.Pipeline;
using Atelier.Generation;
using Atelier.Host.Configuration;

namespace Atelier.Host.Models;

/// <summary>The models folder as the server shows it. Headers are read again only where a file in the folder changed.</summary>
internal sealed class ModelShelf(AtelierOptions options, TimeProvider time)
{
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromSeconds(1);

    private readonly ModelCatalog _catalog = new(options.Folders.Models);
    private readonly Lock _gate = new();
    private Shelf? _shelf;

    /// <summary>The name of the model of a request that names none.</summary>
    public string DefaultName => options.DefaultModel;

    /// <summary>All models, by name, those that cannot be used too.</summary>
    public IReadOnlyList<ModelFacts> List()
    {
        lock (_gate)
        {
            if (_shelf is null || time.GetElapsedTime(_shelf.LookedAt) >= LookAgainAfter)
            {
                var state = FolderState.Of(_catalog.Folder);
                _shelf = new Shelf(time.GetTimestamp(), state, _shelf is not null && _shelf.State == state ? _shelf.Models : Read());
            }

            return _shelf.Models;
        }
    }

    /// <summary>Looks into the folder at the next question, however short the last look is ago.</summary>
    public void LookAgain()
    {
        lock (_gate)
        {
            _shelf = null;
        }
    }

    /// <summary>Finds a model that can be used.</summary>
    /// <param name="name">As <see cref="ModelCatalog.Find"/> takes it; null is the default model.</param>
    /// <exception cref="RequestException">There is none of that name, or it cannot be used.</exception>
    public ModelFacts Find(string? name)
    {
        var model = Look(name ?? DefaultName);
        return model.IsReady ? model : throw new RequestException("model", $"{model.Name} cannot be used: {model.Problem}");
    }

    /// <summary>Finds a model, also one that cannot be used.</summary>
    /// <exception cref="RequestException">There is none of that name.</exception>
    public ModelFacts Look(string name) =>
        List().FirstOrDefault(model => model.Name == name || model.Entry.FileName == name) ?? Named(_catalog.NameOf(_catalog.PathOf(name)));

    /// <summary>Opens a model's headers.</summary>
    /// <returns>The checkpoint. The caller disposes it.</returns>
    public Checkpoint Open(ModelFacts model) => CheckpointReader.Open(model.Entry.Path, _catalog.Folder);

    private ModelFacts Named(string? name) => List().FirstOrDefault(model => model.Name == name)
        ?? throw new RequestException("model", "it holds no model that makes pictures");

    private ModelFacts[] Read() => [.. _catalog.List().Select(Examine)];

    private ModelFacts Examine(ModelEntry entry)
    {
        var report = CheckpointInspector.Inspect(entry.Path, _catalog.Folder, hash: false);
        if (!entry.IsReady)
        {
            return new ModelFacts(entry, report, null, entry.State);
        }

        try
        {
            using var checkpoint = CheckpointReader.Open(entry.Path, _catalog.Folder);
            return new ModelFacts(entry, report, ModelDefaults.Of(checkpoint), null);
        }
        catch (CheckpointException exception)
        {
            return new ModelFacts(entry, report, null, exception.Reason);
        }
    }

    private sealed record Shelf(long LookedAt, string State, IReadOnlyList<ModelFacts> Models);
}
