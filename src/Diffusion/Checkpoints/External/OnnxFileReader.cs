using System.Text;

namespace Atelier.Diffusion.Checkpoints;

/// <summary>Scans an ONNX file for the locations of its external data, without building the model (format: onnx.proto).</summary>
public static class OnnxFileReader
{
    // Graphs nest inside the attributes of If, Loop and Scan; real models go two or three deep.
    private const int MaxDepth = 32;
    private const int MaxLocations = 1000;

    // Which fields of which message lead, in the end, to a tensor.
    private static readonly Dictionary<(Message In, int Field), Message> Ways = new()
    {
        [(Message.Model, 7)] = Message.Graph,
        [(Message.Model, 20)] = Message.Training,
        [(Message.Model, 25)] = Message.Function,
        [(Message.Training, 1)] = Message.Graph,
        [(Message.Training, 2)] = Message.Graph,
        [(Message.Function, 7)] = Message.Node,
        [(Message.Function, 11)] = Message.Attribute,
        [(Message.Graph, 1)] = Message.Node,
        [(Message.Graph, 5)] = Message.Tensor,
        [(Message.Graph, 15)] = Message.SparseTensor,
        [(Message.Node, 5)] = Message.Attribute,
        [(Message.Attribute, 5)] = Message.Tensor,
        [(Message.Attribute, 6)] = Message.Graph,
        [(Message.Attribute, 10)] = Message.Tensor,
        [(Message.Attribute, 11)] = Message.Graph,
        [(Message.Attribute, 22)] = Message.SparseTensor,
        [(Message.Attribute, 23)] = Message.SparseTensor,
        [(Message.SparseTensor, 1)] = Message.Tensor,
        [(Message.SparseTensor, 2)] = Message.Tensor,
        [(Message.Tensor, 13)] = Message.ExternalData,
    };

    private enum Message
    {
        Model,
        Training,
        Function,
        Graph,
        Node,
        Attribute,
        Tensor,
        SparseTensor,
        ExternalData,
    }

    /// <summary>Reads the locations.</summary>
    /// <param name="path">The .onnx file.</param>
    /// <param name="label">Its name for messages. Default: the file's name without its folder.</param>
    /// <returns>Each location once, as the file spells it.</returns>
    /// <exception cref="CheckpointException">It is no ONNX model: <c>model.onnx: invalid: not an ONNX model (…)</c>.</exception>
    public static IReadOnlyList<string> ReadLocations(string path, string? label = null)
    {
        label ??= Path.GetFileName(path);
        using var file = MappedFile.Open(path, label, 1);
        if (file.Identity.Length > int.MaxValue)
        {
            throw CheckpointException.Invalid(label, "not an ONNX model (larger than protobuf's 2 GiB)");
        }

        var locations = new SortedSet<string>(StringComparer.Ordinal);
        try
        {
            var bytes = file.Bytes(0, file.Identity.Length);
            CheckModel(bytes);
            Scan(bytes, Message.Model, locations, MaxDepth);
        }
        catch (Exception e) when (e is FormatException or DecoderFallbackException)
        {
            throw CheckpointException.Invalid(label, $"not an ONNX model ({e.Message.TrimEnd('.')})", e);
        }

        return [.. locations];
    }

    private static void CheckModel(ReadOnlySpan<byte> bytes)
    {
        bool version = false, graph = false;
        var model = new WireReader(bytes);
        while (model.Next())
        {
            version |= model is { Field: 1, IsLengthDelimited: false };
            graph |= model is { Field: 7, IsLengthDelimited: true };
        }

        if (!version || !graph)
        {
            throw new FormatException("It has no ir_version or no graph.");
        }
    }

    private static void Scan(ReadOnlySpan<byte> bytes, Message message, SortedSet<string> locations, int depth)
    {
        if (depth == 0)
        {
            throw new FormatException($"Its graphs nest deeper than {MaxDepth} messages.");
        }

        string key = "", value = "";
        var reader = new WireReader(bytes);
        while (reader.Next())
        {
            if (reader.IsLengthDelimited && Ways.TryGetValue((message, reader.Field), out var inner))
            {
                Scan(reader.Value, inner, locations, depth - 1);
            }
            else if (message == Message.ExternalData && reader.IsLengthDelimited)
            {
                key = reader.Field == 1 ? Text(reader.Value) : key;
                value = reader.Field == 2 ? Text(reader.Value) : value;
            }
        }

        if (key == "location" && locations.Add(value) && locations.Count > MaxLocations)
        {
            throw new FormatException($"It names more than {MaxLocations} data files.");
        }
    }

    private static string Text(ReadOnlySpan<byte> bytes) => bytes.Length <= 4096
        ? new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes)
        : throw new FormatException("A location is longer than 4096 bytes.");
}
