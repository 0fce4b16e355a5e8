using System.Text;
using System.Text.Json;
using Atelier.Diffusion.Checkpoints;
using Atelier.Support;

namespace Atelier.Diffusion.Tests.Checkpoints;

/// <summary>Writes safetensors files, right and wrong ones.</summary>
internal static class SafetensorsWriter
{
    /// <summary>A whole file around any header.</summary>
    public static byte[] File(string header, int dataBytes) => File(Encoding.UTF8.GetBytes(header), new byte[dataBytes]);

    public static byte[] File(byte[] header, byte[] data, ulong? claimedLength = null) =>
        SafetensorsBytes.File(header, data, claimedLength);

    /// <summary>A right file of zeros.</summary>
    public static byte[] Of(TensorType type, IEnumerable<(string Name, long[] Shape)> tensors, params (string Key, string Value)[] metadata) =>
        Of(type, tensors, _ => 0, metadata);

    /// <summary>A right file whose every tensor is filled with one byte.</summary>
    public static byte[] Of(
        TensorType type, IEnumerable<(string Name, long[] Shape)> tensors, Func<string, byte> fill,
        params (string Key, string Value)[] metadata)
    {
        var header = new Dictionary<string, object>();
        if (metadata.Length > 0)
        {
            header["__metadata__"] = metadata.ToDictionary(note => note.Key, note => note.Value);
        }

        var data = new List<byte>();
        foreach (var (name, shape) in tensors)
        {
            var begin = data.Count;
            data.AddRange(Enumerable.Repeat(fill(name), (int)shape.Aggregate((long)type.Size(), (product, size) => product * size)));
            header[name] = new { dtype = type.ToString(), shape, data_offsets = new[] { begin, data.Count } };
        }

        return File(JsonSerializer.SerializeToUtf8Bytes(header), [.. data]);
    }

    /// <summary>A right file of these numbers.</summary>
    public static byte[] Of(IEnumerable<(string Name, int[] Shape, float[] Values)> tensors, params (string Key, string Value)[] metadata) =>
        SafetensorsBytes.Of(tensors, metadata);

    /// <summary>One entry of a header.</summary>
    public static string Entry(string name, string type, string shape, string begin, string end) =>
        $$"""{{JsonSerializer.Serialize(name)}}:{"dtype":"{{type}}","shape":[{{shape}}],"data_offsets":[{{begin}},{{end}}]}""";
}
