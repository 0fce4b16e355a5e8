using Atelier.Diffusion.Checkpoints;
using Atelier.Diffusion.Networks;
using Atelier.Diffusion.Onnx;
using Atelier.Networks;

namespace Atelier.Diffusion.Pipeline;

/// <summary>
/// Opens models by name and keeps them loaded within a budget, as long as their files stay as they were. The least recently used goes
/// first; one in use goes when its generation is over. May be called from any thread.
/// </summary>
/// <param name="catalog">The models folder.</param>
/// <param name="defaultModel">What a request without a model gets.</param>
/// <param name="runtime">How networks are run.</param>
/// <param name="time">Tells which was used last.</param>
/// <param name="allowPaths">Whether a request may name any file or folder of the machine: for a command line, never for a server.</param>
public sealed class ModelLoader(
    ModelCatalog catalog, string defaultModel, OnnxRuntimeOptions runtime, TimeProvider time, bool allowPaths = false) : IDisposable
{
    private readonly NetworkRuntime _networks = new(new SessionFactory(runtime), time);
    private readonly List<Residence> _residents = [];
    private readonly Lock _lock = new();

    /// <summary>
    /// Bytes of models that stay loaded. Default 0: only the model that was opened last. One that is larger is loaded all the same, alone.
    /// The networks beside the models have as much of their own.
    /// </summary>
    public long Budget
    {
        get => _networks.Budget;
        init => _networks.Budget = value;
    }

    /// <summary>The files beside the models: ControlNets, adapters, upscalers.</summary>
    public IModelFiles Files { get; } = new ModelFiles(catalog.Folder);

    /// <summary>Runs the networks among them.</summary>
    public IModelRuntime Networks => _networks;

    /// <summary>What those spent inside the runtime so far.</summary>
    internal TimeSpan TimeInNetworks => _networks.TimeInRuntime;

    /// <summary>The models in memory, the one used last first.</summary>
    public IReadOnlyList<ModelInMemory> Resident
    {
        get
        {
            lock (_lock)
            {
                return [.. _residents.OrderByDescending(model => model.LastUsed).Select(model => model.Describe())];
            }
        }
    }

    /// <summary>The adapters beside the models.</summary>
    public AdapterCatalog Adapters { get; } = new(catalog.Folder);

    /// <summary>The textual inversions beside the models.</summary>
    public EmbeddingCatalog Embeddings { get; } = new(catalog.Folder);

    /// <summary>Loads a model and waits until it can be used.</summary>
    /// <param name="name">As a request says it; null is the default model.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <returns>False where it was loaded before.</returns>
    public bool Load(string? name, CancellationToken cancellation)
    {
        using var use = Use(name);
        var wasReady = !use.IsFirst && use.Model.IsReady;
        use.Model.WaitUntilReady(cancellation);
        return !wasReady;
    }

    /// <summary>Lets a model go: at once, or when its generation is over.</summary>
    /// <param name="name">As it is listed; null is the default model.</param>
    /// <returns>Whether it was loaded.</returns>
    public bool Unload(string? name)
    {
        lock (_lock)
        {
            var path = PathOf(name);
            return Leave(_residents.Where(model => model.Model.Checkpoint.Path == path)) > 0;
        }
    }

    /// <summary>Lets models go that nobody has used for a while, and the networks beside them.</summary>
    /// <param name="idle">How long.</param>
    /// <returns>How many models.</returns>
    public int UnloadIdle(TimeSpan idle)
    {
        _networks.UnloadIdle(idle);
        lock (_lock)
        {
            var before = time.GetUtcNow() - idle;
            return Leave(_residents.Where(model => model.Users == 0 && model.LastUsed <= before));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            Leave(_residents);
        }

        _networks.Dispose();
    }

    internal ModelUse Use(string? name)
    {
        lock (_lock)
        {
            var path = PathOf(name);
            var found = _residents.Find(model => model.Model.Checkpoint.Path == path);
            if (found is { Model.IsSound: false })
            {
                Leave([found]);
                found = null;
            }

            var isFirst = found is null;
            found ??= Open(path);
            found.Enter(time.GetUtcNow());
            return new ModelUse(found.Model, isFirst, () => Exit(found));
        }
    }

    private Residence Open(string path)
    {
        var checkpoint = CheckpointReader.Open(path, catalog.Folder);
        try
        {
            SupportedModel.Check(checkpoint);
            MakeRoom(_networks.Sessions.Stages.Mode.ByStage ? checkpoint.LargestStage() : checkpoint.HeldBytes());
            var name = catalog.NameOf(checkpoint.Path) ?? checkpoint.Name;
            var opened = new Residence(new LoadedModel(name, checkpoint, Files, Adapters, Embeddings, _networks.Sessions));
            _residents.Add(opened);
            return opened;
        }
        catch
        {
            checkpoint.Dispose();
            throw;
        }
    }

    private void MakeRoom(long bytes)
    {
        foreach (var model in _residents.Where(model => model.Users == 0).OrderBy(model => model.LastUsed).ToList())
        {
            if (_residents.Sum(resident => resident.Bytes) + bytes <= Budget)
            {
                return;
            }

            Leave([model]);
        }
    }

    private int Leave(IEnumerable<Residence> models)
    {
        var leaving = models.ToList();
        foreach (var model in leaving)
        {
            _residents.Remove(model);
            model.Retire();
        }

        return leaving.Count;
    }

    private void Exit(Residence model)
    {
        // Should somebody else begin meanwhile, what is closed here is opened again.
        if (model.Users == 1)
        {
            model.Model.Rest();
        }

        lock (_lock)
        {
            model.Exit(time.GetUtcNow());
        }
    }

    private string PathOf(string? name) => allowPaths && name is not null ? catalog.Locate(name) : catalog.PathOf(name ?? defaultModel);
}
