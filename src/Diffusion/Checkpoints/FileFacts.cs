using System.Collections.Concurrent;
using Atelier.Networks;

namespace Atelier.Diffusion.Checkpoints;

/// <summary>What was read of files, for as long as they stay as they were.</summary>
/// <param name="read">Reads a file.</param>
internal sealed class FileFacts<T>(Func<ModelFile, T> read)
    where T : class
{
    private readonly ConcurrentDictionary<string, (FileIdentity Identity, string Name, T Facts)> _known = [];

    /// <summary>What is known of one file.</summary>
    public T Of(ModelFile file)
    {
        var identity = FileIdentity.Of(file.Path);
        if (identity is null || !identity.IsRegular)
        {
            return read(file);
        }

        if (_known.TryGetValue(file.Path, out var known) && known.Identity.IsSame(identity) && known.Name == file.Name)
        {
            return known.Facts;
        }

        var facts = read(file);
        _known[file.Path] = (identity, file.Name, facts);
        return facts;
    }

    /// <summary>What is known of all files there are; what is known of others is forgotten.</summary>
    public List<T> Of(IReadOnlyList<ModelFile> files)
    {
        foreach (var gone in _known.Keys.Except(files.Select(file => file.Path)).ToList())
        {
            _known.TryRemove(gone, out _);
        }

        return [.. files.Select(Of)];
    }
}
