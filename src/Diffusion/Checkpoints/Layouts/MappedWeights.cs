namespace Atelier.Diffusion.Checkpoints;

/// <summary>The weights of one component in mapped files: one, or the shards of a large one.</summary>
internal sealed class MappedWeights : IWeights
{
    private readonly Dictionary<string, WeightRef> _weights = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SafetensorsFile> _files = new(StringComparer.Ordinal);

    /// <param name="label">The component's name for messages.</param>
    public MappedWeights(string label) => Label = label;

    public string Label { get; }

    public string Folder { get; private set; } = "";

    public IEnumerable<string> Names => _weights.Keys;

    /// <summary>The files that the weights lie in.</summary>
    public IReadOnlyCollection<SafetensorsFile> Files => _files.Values;

    /// <summary>All weights.</summary>
    public IReadOnlyCollection<WeightRef> All => _weights.Values;

    public WeightRef? Find(string name) => _weights.GetValueOrDefault(name);

    public ReadOnlySpan<byte> Bytes(WeightRef weight) => _files[weight.File].Bytes(weight.Offset, weight.Length);

    /// <summary>Adds a file's tensors.</summary>
    /// <param name="file">The file. The caller keeps it open.</param>
    /// <param name="tensors">Its tensors under the names that the map knows.</param>
    /// <param name="map">Their canonical names.</param>
    /// <exception cref="CheckpointException">Two tensors are the same weight, or the file is in another folder than the ones
    /// before.</exception>
    public void Add(SafetensorsFile file, IEnumerable<(string Key, SafetensorsTensor Tensor)> tensors, KeyMap map)
    {
        var folder = Path.GetDirectoryName(file.Path)!;
        if (_files.Count > 0 && folder != Folder)
        {
            throw CheckpointException.For(Label, "its shards lead to several folders; put them into one");
        }

        Folder = folder;
        var fileName = Path.GetFileName(file.Path);
        _files.TryAdd(fileName, file);
        foreach (var (key, stored) in StoredForms.Read(file, tensors))
        {
            foreach (var (name, weight) in map(key, stored))
            {
                if (!_weights.TryAdd(name, weight))
                {
                    throw CheckpointException.Invalid(file.Label, $"two of its tensors are {name}");
                }
            }
        }
    }

    /// <summary>Leaves weights out that the architecture does not use.</summary>
    public void RemoveWhere(Func<string, bool> unused)
    {
        foreach (var name in _weights.Keys.Where(unused).ToList())
        {
            _weights.Remove(name);
        }
    }
}
