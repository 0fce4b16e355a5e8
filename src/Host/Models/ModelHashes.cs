using System.Collections.Concurrent;
using Atelier.Diffusion.Checkpoints;
using Atelier.Host.Configuration;

namespace Atelier.Host.Models;

/// <summary>SHA-256 of models, each computed once, when somebody first asks: seconds for a large one.</summary>
internal sealed class ModelHashes(AtelierOptions options)
{
    private readonly ConcurrentDictionary<string, Lazy<Task<string?>>> _hashes = new();

    /// <summary>The hash where it is known already; null otherwise.</summary>
    public string? Known(ModelFacts model) =>
        _hashes.TryGetValue(Identity(model), out var hash)
            && hash is { IsValueCreated: true, Value: { IsCompletedSuccessfully: true } task } ? task.GetAwaiter().GetResult() : null;

    /// <summary>The hash; null for a model that cannot be read.</summary>
    public Task<string?> OfAsync(ModelFacts model, CancellationToken cancellation) =>
        _hashes.GetOrAdd(Identity(model),
            _ => new Lazy<Task<string?>>(() => Task.Run(() => Compute(model), CancellationToken.None))).Value.WaitAsync(cancellation);

    private string? Compute(ModelFacts model) => CheckpointInspector.Inspect(model.Entry.Path, options.Folders.Models).Sha256;

    private static string Identity(ModelFacts model)
    {
        var path = model.Entry.Path;
        return $"{path}\0{(Directory.Exists(path) ? FolderState.Of(path) : File.GetLastWriteTimeUtc(path).Ticks)}\0{model.Bytes}";
    }
}
