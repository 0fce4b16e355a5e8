using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;
using Atelier.Diffusion.Checkpoints;

namespace Atelier.Bench;

/// <summary>A safetensors file of random weights in a folder, deleted with it when disposed.</summary>
internal sealed class RandomCheckpoint : IWeights, IDisposable
{
    private const int BlockElements = 1 << 22;
    private const float Scale = 0.012f;

    private readonly Dictionary<string, WeightRef> _weights = [];

    private readonly string _fileName;

    /// <param name="tensors">Names and shapes.</param>
    /// <param name="half">In half precision; else in single.</param>
    /// <param name="folder">Default: a temporary one.</param>
    /// <param name="fileName">The file's name in it.</param>
    public RandomCheckpoint(
        IEnumerable<(string Name, int[] Shape)> tensors, bool half, string? folder = null, string fileName = "model.safetensors")
    {
        _fileName = fileName;
        Folder = folder is null ? Directory.CreateTempSubdirectory("atelier-bench-").FullName : Directory.CreateDirectory(folder).FullName;
        var (type, size) = half ? (TensorType.F16, 2) : (TensorType.F32, 4);
        var header = new Dictionary<string, object>();
        long end = 0;
        foreach (var (name, shape) in tensors)
        {
            var length = shape.Aggregate((long)size, (product, side) => product * side);
            header[name] = new { dtype = type.ToString(), shape, data_offsets = (long[])[end, end + length] };
            _weights[name] = new WeightRef(type, shape, fileName, end, length);
            end += length;
        }

        var json = JsonSerializer.SerializeToUtf8Bytes(header);
        foreach (var (name, weight) in _weights)
        {
            _weights[name] = weight with { Offset = weight.Offset + sizeof(long) + json.Length };
        }

        Bytes = end;
        Write(json, end, half);
    }

    public string Folder { get; }

    /// <summary>All weights as they are stored.</summary>
    public long Bytes { get; }

    public IEnumerable<string> Names => _weights.Keys;

    public WeightRef? Find(string name) => _weights.GetValueOrDefault(name);

    ReadOnlySpan<byte> IWeights.Bytes(WeightRef weight) => throw new NotSupportedException("The graphs read weights through the runtime.");

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    /// <summary>
    /// One block of random numbers over and over: the arithmetic takes as long, and the file is written at the disk's speed.
    /// </summary>
    private void Write(byte[] json, long length, bool half)
    {
        var random = new Random(1);
        var floats = Enumerable.Range(0, BlockElements).Select(_ => Scale * Normal(random)).ToArray();
        ReadOnlySpan<byte> block = half
            ? MemoryMarshal.AsBytes<Half>(Array.ConvertAll(floats, value => (Half)value))
            : MemoryMarshal.AsBytes<float>(floats);
        using var file = File.Create(Path.Combine(Folder, _fileName));
        Span<byte> prefix = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(prefix, json.Length);
        file.Write(prefix);
        file.Write(json);
        for (long written = 0; written < length; written += block.Length)
        {
            file.Write(block[..(int)Math.Min(block.Length, length - written)]);
        }
    }

    // Box and Muller's: trained weights are spread about like this, and how well they round depends on it.
    private static float Normal(Random random) =>
        MathF.Sqrt(-2 * MathF.Log(1 - random.NextSingle())) * MathF.Cos(2 * MathF.PI * random.NextSingle());
}
