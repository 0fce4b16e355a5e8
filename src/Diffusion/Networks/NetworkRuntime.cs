using Atelier.Diffusion.Checkpoints;
using Atelier.Diffusion.Graphs;
using Atelier.Diffusion.Onnx;
using Atelier.Diffusion.Pipeline.Tokenize;
using Atelier.Generation;
using Atelier.Networks;

namespace Atelier.Diffusion.Networks;

/// <summary>
/// Runs the networks beside the models and keeps them loaded within a budget, as long as their files stay as they were. The least recently
/// used goes first; one in use goes when its last user has left. May be called from any thread.
/// </summary>
/// <param name="sessions">Loads them.</param>
/// <param name="time">Tells which was used last.</param>
public sealed class NetworkRuntime(SessionFactory sessions, TimeProvider time) : IModelRuntime, IDisposable
{
    private const string OnnxEnding = ".onnx";

    private readonly List<ResidentNetwork> _residents = [];
    private readonly SemaphoreSlim _gate = new(1, 1);
    private TimeSpan _runtimeOfRetired;

    /// <summary>
    /// Bytes of networks that stay loaded. Default 0: only those that were opened last. One that is larger is loaded all the same.
    /// </summary>
    public long Budget { get; set; }

    /// <summary>Loads them.</summary>
    internal SessionFactory Sessions => sessions;

    /// <summary>How long all runs so far spent inside the runtime.</summary>
    public TimeSpan TimeInRuntime => Guarded(() => _residents.Aggregate(_runtimeOfRetired, (sum, network) => sum + network.TimeInRuntime));

    /// <summary>How many are in memory.</summary>
    internal int Resident => Guarded(() => _residents.Count);

    /// <summary>How often one was loaded: those that stayed were not.</summary>
    internal int Loads { get; private set; }

    /// <inheritdoc/>
    public INetwork Open(ModelFile file, CancellationToken cancellation = default) => Guarded(
        () =>
        {
            var path = Path.GetFullPath(file.Path);
            var found = _residents.Find(network => network.Path == path);
            if (found is { IsUnchanged: false })
            {
                Retire(found);
                found = null;
            }

            found ??= LoadOrRefuse(file, path, cancellation);
            found.Users++;
            found.LastUsed = time.GetUtcNow();
            return new OpenedNetwork(found, network => Guarded(() => Leave(network)));
        },
        cancellation);

    /// <inheritdoc/>
    public ITextTokenizer OpenTokenizer(ModelFile file)
    {
        try
        {
            var folder = Directory.Exists(file.Path) ? file.Path : Path.GetDirectoryName(file.Path)!;

            // Exports to ONNX lie in a folder below their tokenizer's.
            return ClipTokenizer.Open(File.Exists(Path.Combine(folder, "vocab.json")) ? folder : Path.GetDirectoryName(folder) ?? folder);
        }
        catch (CheckpointException error)
        {
            throw new RequestException(file.Kind, $"'{file.Name}' cannot read text: {error.Message}");
        }
    }

    /// <summary>Lets networks go that nobody has used for a while.</summary>
    /// <param name="idle">How long.</param>
    /// <returns>How many.</returns>
    public int UnloadIdle(TimeSpan idle) => Guarded(() =>
    {
        var before = time.GetUtcNow() - idle;
        var leaving = _residents.Where(network => network.Users == 0 && network.LastUsed <= before).ToList();
        leaving.ForEach(Retire);
        return leaving.Count;
    });

    /// <inheritdoc/>
    public void Dispose() => Guarded(() => _residents.ToList().ForEach(Retire));

    private ResidentNetwork LoadOrRefuse(ModelFile file, string path, CancellationToken cancellation)
    {
        try
        {
            return path.EndsWith(OnnxEnding, StringComparison.OrdinalIgnoreCase) ? OpenOnnx(path, cancellation) : Build(path, cancellation);
        }
        catch (Exception error) when (error is CheckpointException or ModelRuntimeException)
        {
            throw new RequestException(file.Kind, $"'{file.Name}' cannot be used: {error.Message}");
        }
    }

    private ResidentNetwork OpenOnnx(string path, CancellationToken cancellation)
    {
        var files = OnnxFiles.Check(path);
        MakeRoom(files.Length);
        var session = sessions.Stages.Session(Stage.Alone(path), files.Length, running => sessions.Open(path, running), cancellation);
        return Keep(new ResidentNetwork(path, "onnx", [session], files.Length, () => files.IsUnchanged, files: null));
    }

    private ResidentNetwork Build(string path, CancellationToken cancellation)
    {
        var file = NetworkFile.Open(path);
        var opened = new List<IModelSession>();
        try
        {
            var architecture = NetworkArchitectures.Of(file);
            var graphs = architecture.Build(file);
            MakeRoom(file.Bytes);
            var stage = architecture.IsBesideUNet ? Stage.BesideUNet : Stage.Alone(path);
            opened.AddRange(
                graphs.Select(graph => sessions.Stages.Session(stage, file.Bytes, running => Create(graph, file, running), cancellation)));
            return Keep(new ResidentNetwork(path, architecture.Name, opened, file.Bytes, () => file.IsUnchanged, file));
        }
        catch
        {
            opened.ForEach(session => session.Dispose());
            file.Dispose();
            throw;
        }
    }

    private IModelSession Create(OnnxModel graph, NetworkFile file, CancellationToken cancellation)
    {
        var session = sessions.Create(graph, cancellation);
        try
        {
            file.EnsureUnchanged();
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    private ResidentNetwork Keep(ResidentNetwork network)
    {
        _residents.Add(network);
        Loads++;
        return network;
    }

    private void MakeRoom(long bytes)
    {
        foreach (var network in _residents.Where(network => network.Users == 0).OrderBy(network => network.LastUsed).ToList())
        {
            if (_residents.Sum(resident => resident.Bytes) + bytes <= Budget)
            {
                return;
            }

            Retire(network);
        }
    }

    private void Retire(ResidentNetwork network)
    {
        _residents.Remove(network);
        network.IsRetired = true;
        DisposeIfDone(network);
    }

    private void Leave(ResidentNetwork network)
    {
        if (--network.Users == 0)
        {
            network.Rest();
        }

        network.LastUsed = time.GetUtcNow();
        DisposeIfDone(network);
    }

    private void DisposeIfDone(ResidentNetwork network)
    {
        if (network is { IsRetired: true, Users: 0 })
        {
            _runtimeOfRetired += network.TimeInRuntime;
            network.Dispose();
        }
    }

    private void Guarded(Action action) => Guarded(() =>
    {
        action();
        return true;
    });

    private T Guarded<T>(Func<T> action, CancellationToken cancellation = default)
    {
        _gate.Wait(cancellation);
        try
        {
            return action();
        }
        finally
        {
            _gate.Release();
        }
    }
}
