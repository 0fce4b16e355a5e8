using Google.Protobuf;

namespace Atelier.Diffusion.Graphs;

/// <summary>Writes fields of a protocol buffers message by number.</summary>
internal static class ProtoWriter
{
    public static byte[] Message(Action<CodedOutputStream> write)
    {
        using var memory = new MemoryStream();
        using (var output = new CodedOutputStream(memory, leaveOpen: true))
        {
            write(output);
        }

        return memory.ToArray();
    }

    public static void Field(this CodedOutputStream output, int number, long value)
    {
        output.WriteTag(number, WireFormat.WireType.Varint);
        output.WriteInt64(value);
    }

    public static void Field(this CodedOutputStream output, int number, float value)
    {
        output.WriteTag(number, WireFormat.WireType.Fixed32);
        output.WriteFloat(value);
    }

    public static void Field(this CodedOutputStream output, int number, string value)
    {
        output.WriteTag(number, WireFormat.WireType.LengthDelimited);
        output.WriteString(value);
    }

    public static void Field(this CodedOutputStream output, int number, byte[] bytesOrMessage)
    {
        output.WriteTag(number, WireFormat.WireType.LengthDelimited);
        output.WriteBytes(UnsafeByteOperations.UnsafeWrap(bytesOrMessage));
    }

    public static void Field(this CodedOutputStream output, int number, Action<CodedOutputStream> message) =>
        output.Field(number, Message(message));
}
