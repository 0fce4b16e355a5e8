using Atelier.Diffusion.Checkpoints;

namespace Atelier.Diffusion.Networks;

/// <summary>
/// A network's weights, opened: a safetensors file, beside which its config.json may lie as NAME.json, or a folder with both.
/// </summary>
internal sealed class NetworkFile : IDisposable
{
    private readonly List<SafetensorsFile> _files = [];

    private NetworkFile(string label) => Label = label;

    /// <summary>Its name for messages.</summary>
    public string Label { get; }

    /// <summary>Its config.json; null where there is none.</summary>
    public ConfigFile? Config { get; private set; }

    /// <summary>The tensors' names, as the files spell them.</summary>
    public IReadOnlySet<string> Tensors { get; private set; } = new HashSet<string>();

    /// <summary>Bytes of the weights as they are computed with: in single precision.</summary>
    public long Bytes => _files.SelectMany(file => file.Tensors).Sum(tensor => sizeof(float) * tensor.Shape.Elements());

    /// <summary>Whether every file is still the one that was opened.</summary>
    public bool IsUnchanged => _files.All(file => file.IsUnchanged);

    /// <summary>SHA-256 of the file; of the first where there are several.</summary>
    public string Sha256(CancellationToken cancellation) => _files[0].Sha256(cancellation);

    /// <summary>Opens a file or folder.</summary>
    /// <exception cref="CheckpointException">It cannot be used.</exception>
    public static NetworkFile Open(string path)
    {
        var opened = new NetworkFile(Path.GetFileName(path));
        try
        {
            opened.Read(path);
            return opened;
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    /// <summary>The weights by canonical names.</summary>
    /// <param name="map">From the file's names, without the prefix.</param>
    /// <param name="prefix">What those tensors' names begin with; others are left out.</param>
    public MappedWeights Weights(KeyMap map, string prefix = "")
    {
        var weights = new MappedWeights(Label);
        foreach (var file in _files)
        {
            var tensors = file.Tensors.Where(tensor => tensor.Name.StartsWith(prefix, StringComparison.Ordinal));
            weights.Add(file, tensors.Select(tensor => (tensor.Name[prefix.Length..], tensor)), map);
        }

        return weights;
    }

    /// <summary>Checks that no file changed since: for who let the runtime open them again, by their paths.</summary>
    /// <exception cref="CheckpointException">One did.</exception>
    public void EnsureUnchanged() => _files.ForEach(file => file.EnsureUnchanged());

    public void Dispose() => _files.ForEach(file => file.Dispose());

    private void Read(string path)
    {
        if (Directory.Exists(path))
        {
            _ = ComponentFolder.Open(path, Label, _files) ?? throw CheckpointException.For(
                Label, "holds no weights; a folder in diffusers' layout has diffusion_pytorch_model.safetensors beside config.json");
            Config = ConfigFile.Read(Path.Combine(path, "config.json"), $"{Label}/config.json");
        }
        else
        {
            Pickles.Refuse(path);
            _files.Add(SafetensorsFile.Open(path));
            var beside = Path.ChangeExtension(path, ".json");
            Config = File.Exists(beside) ? ConfigFile.Read(beside, Path.GetFileName(beside)) : null;
        }

        Tensors = _files.SelectMany(file => file.Tensors).Select(tensor => tensor.Name).ToHashSet(StringComparer.Ordinal);
    }
}
