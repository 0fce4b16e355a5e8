using System.Collections.Concurrent;
using Atelier.Generation;
using Atelier.Networks;

namespace Atelier.Diffusion.Checkpoints;

/// <summary>
/// The adapters in <c>models/loras</c>: headers are read when a file is new or has changed, hashes when somebody asks. Nothing native is
/// used. May be called from any thread.
/// </summary>
/// <param name="folder">The models folder. It need not exist.</param>
public sealed class AdapterCatalog(string folder)
{
    private readonly ModelFiles _files = new(folder);
    private readonly FileFacts<AdapterEntry> _entries = new(AdapterEntry.Read);
    private readonly ConcurrentDictionary<string, (AdapterEntry Entry, string Hash)> _hashes = [];

    /// <summary>Every adapter, by name. Those that cannot be used say why.</summary>
    public IReadOnlyList<AdapterEntry> List()
    {
        IEnumerable<AdapterEntry> usable = _entries.Of(_files.List(ModelFileKinds.Lora));
        return [.. usable.Concat(_files.Refused(ModelFileKinds.Lora).Select(AdapterEntry.Refused))
            .OrderBy(entry => entry.Name, StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>
    /// Finds an adapter by its file's name, with or without ending, or by the name its author gave it (<c>ss_output_name</c>).
    /// </summary>
    /// <param name="name">Compared without case.</param>
    /// <param name="field">The request's field that names it, for the error.</param>
    /// <exception cref="RequestException">There is none of that name, or it cannot be used.</exception>
    public AdapterEntry Find(string name, string field)
    {
        var byAlias = List().Where(entry => string.Equals(entry.Alias, name, StringComparison.OrdinalIgnoreCase)).ToList();
        var entry = byAlias is [var only] && !_files.Has(ModelFileKinds.Lora, name)
            ? only
            : _entries.Of(_files.Find(ModelFileKinds.Lora, name, field));
        return entry.Problem is { } problem
            ? throw new RequestException(field, $"the adapter {entry.Name} cannot be used: {problem}")
            : entry;
    }

    /// <summary>Describes a file that lies anywhere.</summary>
    /// <param name="path">The file.</param>
    public static AdapterEntry Describe(string path) =>
        AdapterEntry.Read(new ModelFile(ModelFileKinds.Lora, Path.GetFileNameWithoutExtension(path), path));

    /// <summary>The hash of a file that lies anywhere, as <see cref="Hash"/> gives it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="CheckpointException">It is damaged.</exception>
    public static string HashOf(string path, CancellationToken cancellation = default)
    {
        using var file = SafetensorsFile.Open(path);
        return AdapterHash.Of(file, cancellation);
    }

    /// <summary>The hash by which other programs know it, 12 hexadecimal digits. Reads the whole file, once.</summary>
    /// <param name="entry">From this catalog.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="CheckpointException">The file is gone or damaged.</exception>
    public string Hash(AdapterEntry entry, CancellationToken cancellation = default)
    {
        if (_hashes.TryGetValue(entry.Path, out var known) && known.Entry == entry)
        {
            return known.Hash;
        }

        var hash = HashOf(entry.Path, cancellation);
        _hashes[entry.Path] = (entry, hash);
        return hash;
    }
}
