using System.Collections.Concurrent;
using Atelier.Networks;

namespace Atelier.Diffusion.Checkpoints;

/// <summary>
/// The textual inversions in <c>models/embeddings</c>: headers are read when a file is new or has changed, hashes when somebody asks.
/// Nothing native is used. May be called from any thread.
/// </summary>
/// <param name="folder">The models folder. It need not exist.</param>
public sealed class EmbeddingCatalog(string folder)
{
    private readonly ModelFiles _files = new(folder);
    private readonly FileFacts<EmbeddingEntry> _entries = new(EmbeddingEntry.Read);
    private readonly ConcurrentDictionary<string, (EmbeddingEntry Entry, string Hash)> _hashes = [];

    /// <summary>Every textual inversion, by name. Those that cannot be used say why.</summary>
    public IReadOnlyList<EmbeddingEntry> List()
    {
        IEnumerable<EmbeddingEntry> usable = _entries.Of(_files.List(ModelFileKinds.Embedding));
        return [.. usable.Concat(_files.Refused(ModelFileKinds.Embedding).Select(EmbeddingEntry.Refused))
            .OrderBy(entry => entry.Name, StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>
    /// The hash by which AUTOMATIC1111 knows it: the first 12 hexadecimal digits of the file's SHA-256. Reads the whole file, once.
    /// </summary>
    /// <param name="entry">From this catalog.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="CheckpointException">The file is gone or damaged.</exception>
    public string Hash(EmbeddingEntry entry, CancellationToken cancellation = default)
    {
        if (_hashes.TryGetValue(entry.Path, out var known) && known.Entry == entry)
        {
            return known.Hash;
        }

        using var file = SafetensorsFile.Open(entry.Path);
        var hash = file.Sha256(cancellation)[..12];
        _hashes[entry.Path] = (entry, hash);
        return hash;
    }
}
