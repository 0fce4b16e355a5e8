using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Atelier.Support;

/// <summary>Writes small safetensors files.</summary>
public static class SafetensorsBytes
{
    /// <summary>A right file of these numbers.</summary>
    public static byte[] Of(IEnumerable<(string Name, int[] Shape, float[] Values)> tensors, params (string Key, string Value)[] metadata)
    {
        var header = new Dictionary<string, object>();
        if (metadata.Length > 0)
        {
            header["__metadata__"] = metadata.ToDictionary(note => note.Key, note => note.Value);
        }

        var data = new List<byte>();
        foreach (var (name, shape, values) in tensors)
        {
            var begin = data.Count;
            data.AddRange(MemoryMarshal.AsBytes(values.AsSpan()));
            header[name] = new { dtype = "F32", shape, data_offsets = new[] { begin, data.Count } };
        }

        return File(JsonSerializer.SerializeToUtf8Bytes(header), [.. data]);
    }

    /// <summary>A file of any header and data.</summary>
    public static byte[] File(byte[] header, byte[] data, ulong? claimedLength = null)
    {
        var bytes = new byte[sizeof(ulong) + header.Length + data.Length];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, claimedLength ?? (ulong)header.Length);
        header.CopyTo(bytes, sizeof(ulong));
        data.CopyTo(bytes, sizeof(ulong) + header.Length);
        return bytes;
    }
}
