using System.Buffers.Binary;
using System.Text.Json;

namespace Atelier.Diffusion.Checkpoints;

/// <summary>Writes a safetensors file, one tensor in memory at a time.</summary>
internal static class SafetensorsOutput
{
    private const int Alignment = 8;

    /// <summary>Writes a new file and flushes it to the disk.</summary>
    /// <param name="path">Where; the file must not be there yet.</param>
    /// <param name="tensors">In any order: those of wide types go first, so that all lie aligned.</param>
    /// <param name="metadata">Its <c>__metadata__</c>.</param>
    /// <param name="written">Told how many bytes were added.</param>
    /// <param name="cancellation">Ends it between tensors.</param>
    public static void Write(
        string path, IEnumerable<TensorPlan> tensors, IReadOnlyDictionary<string, string> metadata, Action<long> written,
        CancellationToken cancellation)
    {
        var ordered = tensors.OrderByDescending(tensor => tensor.Type.Size()).ToList();
        using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 20);
        WriteHeader(file, ordered, metadata);
        foreach (var tensor in ordered)
        {
            cancellation.ThrowIfCancellationRequested();
            var bytes = tensor.Bytes();
            if (bytes.Length != tensor.Length)
            {
                throw new InvalidOperationException($"{tensor.Name} has {bytes.Length} bytes, not {tensor.Length}.");
            }

            file.Write(bytes.Span);
            written(bytes.Length);
        }

        file.Flush(flushToDisk: true);
    }

    private static void WriteHeader(FileStream file, List<TensorPlan> tensors, IReadOnlyDictionary<string, string> metadata)
    {
        using var json = new MemoryStream();
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartObject();
            writer.WritePropertyName("__metadata__");
            JsonSerializer.Serialize(writer, metadata);
            long end = 0;
            foreach (var tensor in tensors)
            {
                writer.WritePropertyName(tensor.Name);
                JsonSerializer.Serialize(
                    writer, new { dtype = tensor.Type.ToString(), shape = tensor.Shape,
                        data_offsets = (long[])[end, end += tensor.Length] });
            }

            writer.WriteEndObject();
        }

        while (json.Length % Alignment != 0)
        {
            json.WriteByte((byte)' ');
        }

        Span<byte> prefix = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(prefix, json.Length);
        file.Write(prefix);
        file.Write(json.GetBuffer().AsSpan(0, (int)json.Length));
    }
}
