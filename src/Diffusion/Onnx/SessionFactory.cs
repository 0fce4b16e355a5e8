using Atelier.Diffusion.Checkpoints;
using Atelier.Diffusion.Graphs;
using Microsoft.ML.OnnxRuntime;

namespace Atelier.Diffusion.Onnx;

/// <summary>Loads networks into ONNX Runtime.</summary>
/// <param name="options">How they are run.</param>
public sealed class SessionFactory(OnnxRuntimeOptions options)
{
    private static readonly Dictionary<string, GraphOptimizationLevel?> Levels = new()
    {
        ["none"] = GraphOptimizationLevel.ORT_DISABLE_ALL,
        ["basic"] = GraphOptimizationLevel.ORT_ENABLE_BASIC,
        ["extended"] = GraphOptimizationLevel.ORT_ENABLE_EXTENDED,
        ["all"] = GraphOptimizationLevel.ORT_ENABLE_ALL,
    };

    /// <summary>Which networks are open, where memory is saved.</summary>
    internal NetworkStages Stages { get; } = new(MemoryMode.Of(options.Memory));

    /// <summary>Loads a network. Its weights are read from where they lie.</summary>
    /// <param name="model">From one of the graphs.</param>
    /// <param name="cancellation">Ends the loading early.</param>
    /// <exception cref="ModelRuntimeException">The provider is absent, a file is unreadable or memory is short.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public IModelSession Create(OnnxModel model, CancellationToken cancellation = default) =>
        Load(model.WeightsFolder, session => new InferenceSession(model.Bytes.ToArray(), session), cancellation);

    /// <summary>Loads an <c>.onnx</c> file as it is, with its external data, once none of it leads out of its folder.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellation">Ends the loading early.</param>
    /// <exception cref="CheckpointException">It is no ONNX model, its external data must not be opened, or a file of it changed
    /// meanwhile.</exception>
    /// <exception cref="ModelRuntimeException">The runtime cannot load it.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public IModelSession Open(string path, CancellationToken cancellation = default)
    {
        var files = OnnxFiles.Check(path);
        var session = Load(files.Folder, options => new InferenceSession(files.Path, options), cancellation);
        try
        {
            files.EnsureUnchanged();
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    private OnnxSession Load(string folder, Func<SessionOptions, InferenceSession> load, CancellationToken cancellation)
    {
        _ = OnnxEnvironment.Instance;
        using var session = Options(folder);
        using var registration = cancellation.Register(() => session.SetLoadCancellationFlag(true));
        try
        {
            return new OnnxSession(load(session));
        }
        catch (OnnxRuntimeException error)
        {
            cancellation.ThrowIfCancellationRequested();
            throw OnnxErrors.Wrap("The network could not be loaded", error);
        }
    }

    private SessionOptions Options(string weightsFolder)
    {
        var session = new SessionOptions
        {
            GraphOptimizationLevel = Levels.GetValueOrDefault(options.Optimization)
                ?? throw new ModelRuntimeException(
                    $"There is no optimisation level '{options.Optimization}'; known are {string.Join(", ", Levels.Keys)}."),
            IntraOpNumThreads = options.Threads ?? PhysicalCores.Count,
            EnableCpuMemArena = options.Arena && !Stages.Mode.PartByPart,
        };
        session.AddSessionConfigEntry("session.model_external_initializers_file_folder_path", weightsFolder);
        session.AddSessionConfigEntry("session.intra_op.allow_spinning", options.Spin ? "1" : "0");
        ExecutionProviders.Append(session, options);
        return session;
    }
}
