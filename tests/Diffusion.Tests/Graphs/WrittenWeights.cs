using System.Runtime.InteropServices;
using Atelier.Diffusion.Checkpoints;

namespace Atelier.Diffusion.Tests.Graphs;

/// <summary>Weights written one after the other into a temporary file, which goes when they are disposed.</summary>
internal sealed class WrittenWeights : IWeights, IDisposable
{
    private const string FileName = "weights.bin";
    private readonly Dictionary<string, WeightRef> _weights = [];

    public string Folder { get; } = Directory.CreateTempSubdirectory("atelier-test-").FullName;

    public IEnumerable<string> Names => _weights.Keys;

    public WrittenWeights Add(string name, int[] shape, params float[] values) =>
        Add(name, TensorType.F32, shape, MemoryMarshal.AsBytes(values.AsSpan()), transposed: false);

    public WrittenWeights Add(string name, TensorType type, int[] shape, ReadOnlySpan<byte> bytes, bool transposed = false)
    {
        using var file = File.Open(Path.Combine(Folder, FileName), FileMode.Append);
        _weights.Add(name, new WeightRef(type, shape, FileName, file.Position, bytes.Length) { Transposed = transposed });
        file.Write(bytes);
        return this;
    }

    public WeightRef? Find(string name) => _weights.GetValueOrDefault(name);

    public ReadOnlySpan<byte> Bytes(WeightRef weight) =>
        File.ReadAllBytes(Path.Combine(Folder, FileName)).AsSpan((int)weight.Offset, (int)weight.Length);

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
