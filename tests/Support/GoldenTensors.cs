using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Atelier.Support;

/// <summary>A safetensors file read whole, without the product's reader, so that a fault there cannot hide itself.</summary>
public sealed class GoldenTensors
{
    private readonly Dictionary<string, GoldenTensor> _tensors;

    private GoldenTensors(Dictionary<string, GoldenTensor> tensors) => _tensors = tensors;

    public IEnumerable<string> Names => _tensors.Keys;

    public GoldenTensor this[string name] => _tensors[name];

    public bool Contains(string name) => _tensors.ContainsKey(name);

    public static GoldenTensors Read(string path)
    {
        var bytes = File.ReadAllBytes(path);
        var header = checked((int)BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        using var json = JsonDocument.Parse(bytes.AsMemory(8, header));
        var tensors = new Dictionary<string, GoldenTensor>();
        foreach (var entry in json.RootElement.EnumerateObject())
        {
            if (entry.Name == "__metadata__")
            {
                continue;
            }

            var shape = entry.Value.GetProperty("shape").EnumerateArray().Select(size => size.GetInt32()).ToArray();
            var offsets = entry.Value.GetProperty("data_offsets").EnumerateArray().Select(offset => offset.GetInt32()).ToArray();
            tensors[entry.Name] =
                new GoldenTensor(
                    shape, entry.Value.GetProperty("dtype").GetString()!, bytes[(8 + header + offsets[0])..(8 + header + offsets[1])]);
        }

        return new GoldenTensors(tensors);
    }
}

/// <summary>One tensor of a golden file.</summary>
public sealed record GoldenTensor(int[] Shape, string Type, byte[] Bytes)
{
    public double[] Doubles => Type switch
    {
        "F64" => MemoryMarshal.Cast<byte, double>(Bytes).ToArray(),
        "F32" => Array.ConvertAll(MemoryMarshal.Cast<byte, float>(Bytes).ToArray(), value => (double)value),
        "F16" => Array.ConvertAll(MemoryMarshal.Cast<byte, Half>(Bytes).ToArray(), value => (double)value),
        _ => throw new InvalidOperationException($"A tensor of {Type} holds no reals."),
    };

    public float[] Floats =>
        Type == "F32" ? MemoryMarshal.Cast<byte, float>(Bytes).ToArray() : Array.ConvertAll(Doubles, value => (float)value);

    public long[] Longs => Type == "I64"
        ? MemoryMarshal.Cast<byte, long>(Bytes).ToArray()
        : throw new InvalidOperationException($"A tensor of {Type} holds no 64-bit integers.");
}
