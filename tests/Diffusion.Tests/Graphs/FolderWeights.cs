using System.Buffers.Binary;
using System.Text.Json;
using Atelier.Diffusion.Checkpoints;

namespace Atelier.Diffusion.Tests.Graphs;

/// <summary>The weights of one safetensors file under the names it gives them.</summary>
internal sealed class FolderWeights : IWeights
{
    private readonly Dictionary<string, WeightRef> _weights = [];
    private readonly string _path;

    public FolderWeights(string path)
    {
        _path = path;
        using var file = File.OpenRead(path);
        var prefix = new byte[8];
        file.ReadExactly(prefix);
        var header = new byte[BinaryPrimitives.ReadInt64LittleEndian(prefix)];
        file.ReadExactly(header);
        using var json = JsonDocument.Parse(header);
        foreach (var entry in json.RootElement.EnumerateObject().Where(entry => entry.Name != "__metadata__"))
        {
            var offsets = entry.Value.GetProperty("data_offsets").EnumerateArray().Select(offset => offset.GetInt64()).ToArray();
            _weights[entry.Name] = new WeightRef(
                Enum.Parse<TensorType>(entry.Value.GetProperty("dtype").GetString()!),
                [.. entry.Value.GetProperty("shape").EnumerateArray().Select(size => size.GetInt32())],
                Path.GetFileName(path),
                8 + header.Length + offsets[0],
                offsets[1] - offsets[0]);
        }
    }

    public string Folder => Path.GetDirectoryName(_path)!;

    public IEnumerable<string> Names => _weights.Keys;

    public WeightRef? Find(string name) => _weights.GetValueOrDefault(name);

    public ReadOnlySpan<byte> Bytes(WeightRef weight)
    {
        using var file = File.OpenRead(_path);
        file.Position = weight.Offset;
        var bytes = new byte[weight.Length];
        file.ReadExactly(bytes);
        return bytes;
    }
}
