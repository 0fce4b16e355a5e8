using Google.Protobuf;

namespace Atelier.Diffusion.Tests.Checkpoints;

/// <summary>Writes the parts of ONNX files that matter for external data, with Google's writer.</summary>
internal static class OnnxBytes
{
    /// <summary>A model whose graph holds these initializers.</summary>
    public static byte[] Model(params byte[][] initializers) => ModelOf([.. initializers.SelectMany(tensor => Message((5, tensor)))]);

    public static byte[] ModelOf(byte[] graph) => Write(output =>
    {
        output.WriteTag(1, WireFormat.WireType.Varint);
        output.WriteInt64(8);
        WriteMessage(output, 7, graph);
    });

    /// <summary>A tensor with a name, some raw data and one location.</summary>
    public static byte[] Tensor(string location) =>
        Message((8, "w"u8.ToArray()), (9, new byte[16]), (13, Entry("location", location)), (13, Entry("offset", "4096")));

    public static byte[] Message(params (int Field, byte[] Value)[] fields) => Write(output =>
    {
        foreach (var (field, value) in fields)
        {
            WriteMessage(output, field, value);
        }
    });

    private static byte[] Entry(string key, string value) =>
        Message((1, System.Text.Encoding.UTF8.GetBytes(key)), (2, System.Text.Encoding.UTF8.GetBytes(value)));

    private static void WriteMessage(CodedOutputStream output, int field, byte[] value)
    {
        output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        output.WriteBytes(ByteString.CopyFrom(value));
    }

    private static byte[] Write(Action<CodedOutputStream> write)
    {
        using var stream = new MemoryStream();
        using (var output = new CodedOutputStream(stream, leaveOpen: true))
        {
            write(output);
        }

        return stream.ToArray();
    }
}
