using System.Text;

namespace Atelier.Diffusion.Checkpoints;

/// <summary>What an .onnx file takes, gives and holds, read without building it (format: onnx.proto).</summary>
/// <param name="Inputs">By name: sizes, −1 where one is free.</param>
/// <param name="Outputs">By name, likewise.</param>
/// <param name="Parameters">Numbers of all its initializers, by element type.</param>
internal sealed record OnnxSignature(
    IReadOnlyDictionary<string, IReadOnlyList<long>> Inputs, IReadOnlyDictionary<string, IReadOnlyList<long>> Outputs,
    IReadOnlyDictionary<int, long> Parameters)
{
    private const int MaxRank = 16;

    /// <summary>Reads a file.</summary>
    /// <exception cref="CheckpointException">It is no ONNX model.</exception>
    public static OnnxSignature Read(string path, string label)
    {
        using var file = MappedFile.Open(path, label, 1);
        try
        {
            return ReadModel(file.Bytes(0, Math.Min(int.MaxValue, file.Identity.Length)));
        }
        catch (FormatException e)
        {
            throw CheckpointException.Invalid(label, $"not an ONNX model ({e.Message.TrimEnd('.')})", e);
        }
    }

    private static OnnxSignature ReadModel(ReadOnlySpan<byte> bytes)
    {
        var inputs = new Dictionary<string, IReadOnlyList<long>>();
        var outputs = new Dictionary<string, IReadOnlyList<long>>();
        var parameters = new Dictionary<int, long>();
        var graph = new WireReader(Field(bytes, 7));
        while (graph.Next())
        {
            switch (graph.Field)
            {
                case 5:
                    Count(graph.Value, parameters);
                    break;
                case 11 or 12:
                    var port = graph.Value;
                    (graph.Field == 11 ? inputs : outputs)[Encoding.UTF8.GetString(Field(port, 1))] =
                        Sizes(Field(Field(Field(port, 2), 1), 2));
                    break;
            }
        }

        return new OnnxSignature(inputs, outputs, parameters);
    }

    private static List<long> Sizes(ReadOnlySpan<byte> shape)
    {
        var sizes = new List<long>();
        var dimensions = new WireReader(shape);
        while (dimensions.Next() && sizes.Count < MaxRank)
        {
            var size = Field(dimensions.Value, 1);
            sizes.Add(size.IsEmpty ? -1 : Number(size));
        }

        return sizes;
    }

    private static void Count(ReadOnlySpan<byte> tensor, Dictionary<int, long> parameters)
    {
        var (type, elements) = (0, 1L);
        var fields = new WireReader(tensor);
        while (fields.Next())
        {
            type = fields.Field == 2 ? (int)Number(fields.Value) : type;
            for (var sizes = fields.Field == 1 ? fields.Value : []; !sizes.IsEmpty; sizes = sizes[VarintLength(sizes)..])
            {
                elements = Math.Max(0, unchecked(elements * Number(sizes)));
            }
        }

        parameters[type] = parameters.GetValueOrDefault(type) + elements;
    }

    private static ReadOnlySpan<byte> Field(ReadOnlySpan<byte> message, int number)
    {
        var reader = new WireReader(message);
        while (reader.Next())
        {
            if (reader.Field == number)
            {
                return reader.Value;
            }
        }

        return [];
    }

    private static int VarintLength(ReadOnlySpan<byte> bytes)
    {
        var length = 1;
        while (length < bytes.Length && bytes[length - 1] >= 0x80)
        {
            length++;
        }

        return length;
    }

    private static long Number(ReadOnlySpan<byte> varint)
    {
        long value = 0;
        for (var i = 0; i < Math.Min(9, varint.Length); i++)
        {
            value |= (long)(varint[i] & 0x7F) << (7 * i);
            if (varint[i] < 0x80)
            {
                break;
            }
        }

        return value;
    }
}
